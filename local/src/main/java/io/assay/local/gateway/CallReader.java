package io.assay.local.gateway;

import java.io.IOException;

/** Understands the requests of one service, and rewrites their bodies where the local service speaks otherwise. */
interface CallReader {
    /** @throws Refusal when the request cannot be read */
    Call read(Inbound request) throws IOException, Refusal;
}
