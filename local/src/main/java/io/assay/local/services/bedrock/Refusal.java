package io.assay.local.services.bedrock;

import java.io.Serial;

/** An answer that is one of Converse's errors; the message goes to the caller. */
final class Refusal extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final Kind kind;

    Refusal(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    static Refusal validation(String message) {
        return new Refusal(Kind.VALIDATION, message);
    }

    Kind kind() {
        return kind;
    }

    /** Error shapes of the Bedrock runtime API with their HTTP status. */
    enum Kind {
        VALIDATION("ValidationException", 400),
        SERIALIZATION("SerializationException", 400),
        CONFLICT("ConflictException", 400),
        NOT_FOUND("ResourceNotFoundException", 404),
        UNKNOWN_OPERATION("UnknownOperationException", 404),
        MODEL_TIMEOUT("ModelTimeoutException", 408),
        MODEL_ERROR("ModelErrorException", 424),
        THROTTLING("ThrottlingException", 429),
        INTERNAL("InternalServerException", 500),
        UNAVAILABLE("ServiceUnavailableException", 503);

        private final String shape;
        private final int status;

        Kind(String shape, int status) {
            this.shape = shape;
            this.status = status;
        }

        String shape() {
            return shape;
        }

        int status() {
            return status;
        }
    }
}
