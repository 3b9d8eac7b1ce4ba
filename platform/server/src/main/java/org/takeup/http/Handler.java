package org.takeup.http;

/** What a route does: read and check input, call one service method, say what to show. Runs on a virtual thread; may block. */
@FunctionalInterface
public interface Handler {
    /**
     * Answers a request.
     *
     * @throws Problem to refuse it with a clear word
     * @throws Exception anything else becomes a 500 that shows the request id only
     */
    Reply handle(Exchange exchange) throws Exception;
}
