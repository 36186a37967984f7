package io.assay.local.gateway;

import java.util.Optional;

/**
 * A moment of a run at which a fault may strike: a request on its way through the gateway, or something the host does.
 *
 * @param service  empty: the host's own doing
 * @param identity what the request is about, the same in every run with the same cases: ids of cases, an object's key
 */
public record Point(Place place, Nature nature, Optional<Service> service, String identity) {
    /** The operation of a host that takes note of a function's answer. */
    public static final String ACKNOWLEDGE = "Acknowledge";

    /** The operation of a host that hands over a message. */
    public static final String DELIVER = "Deliver";

    /** What it does to the world. */
    public enum Nature {
        /** Nothing that lasts: a read, a model call, a poll. */
        REQUEST,
        /** A read that may be answered from a while ago, on a stack whose tables lag. */
        LAGGING_READ,
        /** It writes, sends or removes. */
        EFFECT,
        /** The host takes note of a function's answer: deletes messages, moves on in a stream, answers a client. */
        ACKNOWLEDGEMENT,
        /** A queue's message is about to be handed over. */
        DELIVERY,
        /** A batch of a shard is about to be handed over: it cannot be lost or overtaken, only late. */
        SHARD_DELIVERY
    }

    /** @param target queue, stream's table or route */
    public static Point acknowledgement(String role, String target, String identity) {
        return new Point(new Place(role, ACKNOWLEDGE, target, ""), Nature.ACKNOWLEDGEMENT, Optional.empty(), identity);
    }

    public static Point delivery(String role, String queue, String identity) {
        return new Point(new Place(role, DELIVER, queue, ""), Nature.DELIVERY, Optional.empty(), identity);
    }

    /** @param target the stream's table */
    public static Point shardDelivery(String role, String target, String identity) {
        return new Point(new Place(role, DELIVER, target, ""), Nature.SHARD_DELIVERY, Optional.empty(), identity);
    }
}
