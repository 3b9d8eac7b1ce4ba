package org.takeup.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import org.takeup.http.Problem;

/**
 * A problem as a page. Looks nothing up: an error page must work when nothing else does. Who was let in before it
 * happened keeps their frame around it.
 */
final class ErrorPages {
    private final Templates templates;
    private final Frames frames;

    ErrorPages(Templates templates, Frames frames) {
        this.templates = templates;
        this.frames = frames;
    }

    Buffer render(RoutingContext ctx, Problem problem) {
        Mount mount = Visit.mount(ctx);
        Admission.Admitted admitted = Visit.admitted(ctx);
        var frame = mount == null || admitted == null
                ? frames.frame(problem.title(), Mount.PLATFORM, null, null, Visit.path(ctx), Visit.id(ctx))
                : frames.frame(
                        problem.title(),
                        mount,
                        admitted.workspace(),
                        admitted.signedIn(),
                        Visit.path(ctx),
                        Visit.id(ctx));
        return templates.render("web/problem.jte", frame, problem);
    }
}
