package org.takeup.plugin.api.http;

import java.io.IOException;

/** A call went out and no whole answer came back: no such name, no connection, a wrong certificate, too slow, cut off. */
public final class HttpFailed extends IOException {
    private static final long serialVersionUID = 1;

    /** @param message what happened, in words without anything that was sent */
    public HttpFailed(String message) {
        super(message);
    }
}
