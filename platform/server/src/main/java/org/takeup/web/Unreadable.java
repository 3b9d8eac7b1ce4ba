package org.takeup.web;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import org.takeup.http.Problem;

/**
 * Answers bytes that are no request, or one whose head is too long. They never reach the router, so nothing in them is
 * trusted but, for the choice between a page and problem+json, the path.
 */
final class Unreadable implements Handler<HttpServerRequest> {
    private final Responses responses;

    Unreadable(Responses responses) {
        this.responses = responses;
    }

    @Override
    public void handle(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        Problem problem = switch (cause) {
            case TooLongHttpLineException _ -> WebProblems.longAddress();
            case TooLongHttpHeaderException _ -> WebProblems.longHeaders();
            case null, default -> WebProblems.malformed();
        };
        responses.unreadable(request, problem);
    }
}
