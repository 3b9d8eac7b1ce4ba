package org.takeup.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Problem;

/**
 * A problem as a page. Looks nothing up: an error page must work when nothing else does. Whoever was recognised before it
 * happened keeps their frame around it, and everybody gets one way on where there is one.
 */
public final class ErrorPages {
    private final Templates templates;
    private final Frames frames;

    ErrorPages(Templates templates, Frames frames) {
        this.templates = templates;
        this.frames = frames;
    }

    /** What the page shows. @param next where to go from here, if anywhere */
    public record Refusal(Problem problem, Optional<Step> next) {}

    /** A way on. */
    public record Step(String label, String href) {}

    Buffer render(RoutingContext ctx, Problem problem) {
        Mount mount = Visit.mount(ctx);
        Admission.Visitor visitor = Visit.visitor(ctx);
        if (mount == null || visitor == null) {
            return render(problem, mount, Visit.path(ctx), Visit.id(ctx));
        }
        var frame = frames.frame(
                problem.title(),
                mount,
                visitor.workspace(),
                visitor.signedIn(),
                Visit.path(ctx),
                Visit.id(ctx),
                Reading.of(ctx, visitor.workspace()).refusing(),
                false);
        return templates.render("web/problem.jte", frame, new Refusal(problem, next(problem, frame.base())));
    }

    /** For a request of which nothing is known but, perhaps, where it was going. */
    Buffer render(Problem problem, @Nullable Mount mount, String path, String requestId) {
        var frame = frames.frame(problem.title(), Mount.PLATFORM, null, null, path, requestId, Reading.PLAIN, false);
        boolean suspended = problem.type().equals(WebProblems.SUSPENDED);
        boolean nowhere = problem.status() == 421 || mount == Mount.WORKSPACE_HOST && suspended;
        Optional<Step> next = nowhere ? Optional.empty() : next(problem, "");
        return templates.render("web/problem.jte", frame, new Refusal(problem, next));
    }

    private static Optional<Step> next(Problem problem, String base) {
        return switch (problem.status()) {
            case 401 -> Optional.of(new Step("Sign in", base + "/sign-in"));
            case 403, 404 -> Optional.of(new Step("Go to the first page", base + "/"));
            default -> Optional.empty();
        };
    }
}
