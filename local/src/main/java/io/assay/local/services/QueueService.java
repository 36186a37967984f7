package io.assay.local.services;

import com.typesafe.config.ConfigFactory;
import io.assay.local.VirtualClock;
import io.assay.local.template.Stack;
import java.net.URI;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.elasticmq.DeliveryReceipt;
import org.elasticmq.MillisVisibilityTimeout;
import org.elasticmq.msg.UpdateVisibilityTimeout;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import scala.concurrent.Await;
import scala.concurrent.duration.Duration;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * SQS by ElasticMQ, in memory. Delays, visibility timeouts and the approximate counts follow the virtual clock: after an
 * advance the next receive sees what became visible, and a receive that waits is answered. Not as SQS does: messages
 * have no retention, and {@code SentTimestamp} is the system's time.
 */
public final class QueueService implements AutoCloseable {
    private static final Duration STOP_WITHIN = Duration.create(10, TimeUnit.SECONDS);
    // A queue looks again at the receives that wait when the visibility of any message changes, even of one unknown.
    private static final UpdateVisibilityTimeout NOTHING =
            new UpdateVisibilityTimeout(new DeliveryReceipt("none#none"), new MillisVisibilityTimeout(0));

    private final ActorSystem actors;
    private final SQSRestServer server;
    private final VirtualClock.Registration awaken;
    private final String region;
    private final URI endpoint;

    private QueueService(
            ActorSystem actors, SQSRestServer server, VirtualClock.Registration awaken, String region, URI endpoint) {
        this.actors = actors;
        this.server = server;
        this.awaken = awaken;
        this.region = region;
        this.endpoint = endpoint;
    }

    /**
     * Starts it on 127.0.0.1.
     *
     * @param account twelve digits, for the queues' ARNs
     * @param port    0 for any free one
     * @throws ServiceFailure if it cannot start, for example because the port is taken
     */
    public static QueueService start(VirtualClock clock, String account, String region, int port) {
        var loader = QueueService.class.getClassLoader();
        var config = ConfigFactory.parseMap(Map.of(
                        "pekko.loglevel", "WARNING",
                        "pekko.stdout-loglevel", "OFF",
                        "pekko.log-dead-letters", "off",
                        "pekko.daemonic", "on",
                        "pekko.jvm-exit-on-fatal-error", "off",
                        "pekko.coordinated-shutdown.run-by-jvm-shutdown-hook", "off"))
                .withFallback(ConfigFactory.load(loader));
        var actors = ActorSystem.create("queues", config, loader);
        try {
            ActorRef queues = actors.actorOf(Props.create(VirtualQueues.class, () -> new VirtualQueues(clock)));
            var server = SQSRestServerBuilder.withActorSystem(actors)
                    .withQueueManagerActor(queues)
                    .withInterface("127.0.0.1")
                    .withPort(port)
                    .withAWSRegion(region)
                    .withAWSAccountId(account)
                    .start();
            var address = server.waitUntilStarted().localAddress();
            var everyQueue = actors.actorSelection(queues.path().child("*").child("*"));
            var awaken = clock.onAdvance(() -> everyQueue.tell(NOTHING, ActorRef.noSender()));
            return new QueueService(
                    actors, server, awaken, region, URI.create("http://127.0.0.1:" + address.getPort()));
        } catch (RuntimeException e) {
            actors.terminate();
            throw new ServiceFailure("ElasticMQ did not start on port " + port, e);
        }
    }

    /** Where SQS answers. It takes a queue's name from the end of any queue URL. */
    public URI endpoint() {
        return endpoint;
    }

    /** Creates the queues, dead-letter queues first, for a redrive policy must find its target. */
    public void createQueues(List<Stack.Queue> queues) {
        createQueues(endpoint, queues, region);
    }

    /** As {@link #createQueues(List)}, wherever SQS answers. */
    public static void createQueues(URI endpoint, List<Stack.Queue> queues, String region) {
        try (var sqs = SdkClients.connect(SqsClient.builder(), endpoint, region)) {
            queues.stream()
                    .sorted(Comparator.comparing(queue -> queue.redrive().isPresent()))
                    .forEach(queue ->
                            sqs.createQueue(r -> r.queueName(queue.name()).attributes(attributes(queue))));
        }
    }

    @Override
    public void close() {
        awaken.close();
        server.stopAndWait();
        try {
            Await.result(actors.terminate(), STOP_WITHIN);
        } catch (Exception e) {
            throw new ServiceFailure("ElasticMQ did not stop", e);
        }
    }

    private static Map<QueueAttributeName, String> attributes(Stack.Queue queue) {
        var attributes = new LinkedHashMap<QueueAttributeName, String>();
        attributes.put(
                QueueAttributeName.VISIBILITY_TIMEOUT,
                Long.toString(queue.visibilityTimeout().toSeconds()));
        attributes.put(
                QueueAttributeName.DELAY_SECONDS, Long.toString(queue.delay().toSeconds()));
        queue.redrive()
                .ifPresent(redrive -> attributes.put(
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"%d\"}"
                                .formatted(redrive.deadLetterArn(), redrive.maxReceiveCount())));
        return attributes;
    }
}
