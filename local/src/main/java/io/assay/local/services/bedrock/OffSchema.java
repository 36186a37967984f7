package io.assay.local.services.bedrock;

/** The ways in which models leave a tool's schema. */
enum OffSchema {
    UNKNOWN_LABEL,
    CONFIDENCE_ABOVE_ONE,
    CONFIDENCE_NAN,
    CONFIDENCE_NEGATIVE,
    MISSING_LABEL,
    PLAIN_TEXT,
    TWO_TOOL_USES,
    EMPTY_CONTENT,
    OTHER_TOOL
}
