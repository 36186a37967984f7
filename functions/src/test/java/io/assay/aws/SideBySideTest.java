package io.assay.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SideBySideTest {

    @Test
    void results_areInTheOrderOfTheItems() {
        List<Integer> items = IntStream.range(0, 100).boxed().toList();

        assertThat(SideBySide.map(items, 7, item -> item * 2))
                .isEqualTo(items.stream().map(item -> item * 2).toList());
        assertThat(SideBySide.map(List.<Integer>of(), 7, item -> item)).isEmpty();
    }

    @Test
    void oneItem_isDoneByTheCaller() {
        assertThat(SideBySide.map(List.of(1), 10, item -> Thread.currentThread()))
                .containsExactly(Thread.currentThread());
    }

    @Test
    void asManyAsAllowed_areInWorkAtOnce() {
        CyclicBarrier together = new CyclicBarrier(4);
        Set<Thread> threads = ConcurrentHashMap.newKeySet();

        SideBySide.map(List.of(1, 2, 3, 4), 4, item -> {
            threads.add(Thread.currentThread());
            return arrive(together); // would time out with fewer
        });

        assertThat(threads).hasSize(4);
    }

    @Test
    void noMoreThanAllowed_areInWorkAtOnce() {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();

        SideBySide.map(IntStream.range(0, 200).boxed().toList(), 3, item -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            LockSupport.parkNanos(50_000);
            return now.decrementAndGet();
        });

        assertThat(most.get()).isBetween(1, 3);
    }

    @Test
    void aFailure_comesAfterAllElseIsDone() {
        AtomicInteger done = new AtomicInteger();

        assertThatThrownBy(() -> SideBySide.map(List.of(1, 2, 3, 4), 2, item -> {
                    if (item == 2) throw new IllegalArgumentException("two");
                    return done.incrementAndGet();
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two");
        assertThat(done).hasValue(3);
    }

    @Test
    void anInterruptedCaller_interruptsTheWorkAndStaysInterrupted() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        AtomicBoolean stays = new AtomicBoolean();
        Thread caller = Thread.ofPlatform().start(() -> {
            Thread mine = Thread.currentThread();
            try {
                SideBySide.map(List.of(1, 2), 2, item -> {
                    try {
                        if (Thread.currentThread() == mine) {
                            while (begun.getCount() > 0) { // so that the other item goes to another thread
                                LockSupport.parkNanos(50_000);
                            }
                            return true;
                        }
                        begun.countDown();
                        return new CountDownLatch(1).await(1, TimeUnit.MINUTES);
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                        return false;
                    }
                });
            } catch (IllegalStateException expected) {
                stays.set(Thread.currentThread().isInterrupted());
            }
        });
        begun.await();
        caller.interrupt();

        assertThat(interrupted.await(1, TimeUnit.MINUTES)).isTrue();
        caller.join();
        assertThat(stays).isTrue();
    }

    private static int arrive(CyclicBarrier barrier) {
        try {
            return barrier.await(1, TimeUnit.MINUTES);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
