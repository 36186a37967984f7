package io.assay.local.cli;

import io.assay.local.gateway.Fault;
import io.assay.local.gateway.Fault.Moment;
import io.assay.local.gateway.FaultRule;
import io.assay.local.gateway.Point;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * All faults mixed. One in twenty of the functions' requests is throttled, fails, is answered to nobody, times out or is
 * the last of its process; one in twenty of their sends happens twice or late; one in twenty of the streams' batches is
 * late, and its shard with it; one in twenty of the messages between the stages is lost; one in twenty of the reads that
 * are not consistent is answered from {@link #LAG} ago; one in twenty of the answers is acknowledged twice, not at all, or
 * by a process that dies then.
 */
final class FaultMix {
    /** Share of requests, sends, deliveries and acknowledgements that meet a fault. */
    static final double RATE = 0.05;

    /** How old an answer to a read that is not consistent may be. */
    static final Duration LAG = Duration.ofMillis(200);

    /** The host's own polling, which stands for a part of AWS. */
    private static final Set<String> POLLS = Set.of(
            "ReceiveMessage",
            "DeleteMessage",
            "DeleteMessageBatch",
            "GetQueueAttributes",
            "GetRecords",
            "GetShardIterator",
            "DescribeStream");

    /** What comes here is not accepted before it was delivered: its loss is the sender's. */
    private static final String INGEST = "IngestRole";

    /** Longer than an attempt of the functions' SDK clients. */
    private static final Duration TIMEOUT = Duration.ofMillis(3_100);

    private FaultMix() {}

    static List<FaultRule> rules() {
        List<FaultRule> rules = new ArrayList<>();
        rules.add(request(new Fault.Throttle(), 0.32));
        rules.add(request(new Fault.Fail(), 0.32));
        rules.add(request(new Fault.LoseAnswer(), 0.30));
        rules.add(request(new Fault.Stall(TIMEOUT), 0.02));
        rules.add(request(new Fault.Crash(Moment.BEFORE), 0.02).on(Point.Nature.EFFECT));
        rules.add(request(new Fault.Crash(Moment.AFTER), 0.02).on(Point.Nature.EFFECT));
        rules.add(request(new Fault.Twice(), 0.5).where(FaultMix::isSend));
        rules.add(request(new Fault.Late(Duration.ofMinutes(1)), 0.25));
        rules.add(request(new Fault.Late(Duration.ofMinutes(7)), 0.25));
        rules.add(share(new Fault.Late(Duration.ofMinutes(3)), 1).on(Point.Nature.SHARD_DELIVERY));
        rules.add(share(new Fault.Old(), 1));
        rules.add(share(new Fault.Lose(), 1)
                .where(point -> !point.place().caller().equals(INGEST)));
        rules.add(share(new Fault.Twice(), 0.5).on(Point.Nature.ACKNOWLEDGEMENT));
        rules.add(share(new Fault.Crash(Moment.BEFORE), 0.25).on(Point.Nature.ACKNOWLEDGEMENT));
        rules.add(share(new Fault.Crash(Moment.AFTER), 0.25).on(Point.Nature.ACKNOWLEDGEMENT));
        return rules;
    }

    private static FaultRule request(Fault fault, double part) {
        return share(fault, part).where(FaultMix::isOfAFunction);
    }

    private static FaultRule share(Fault fault, double part) {
        return FaultRule.of(fault).at(RATE * part);
    }

    private static boolean isOfAFunction(Point point) {
        return point.service().isPresent() && !POLLS.contains(point.place().operation());
    }

    private static boolean isSend(Point point) {
        return point.place().operation().startsWith("SendMessage");
    }
}
