package org.takeup.web;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Access;
import org.takeup.http.Problem;
import org.takeup.http.Route;
import org.takeup.identity.Callers;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Tenants;
import org.takeup.tenant.Workspace;

/**
 * Decides who comes in: finds the workspace that the address names, the caller that the cookie or token names, and
 * whether the route's access fits. Deny by default. Thread-safe; blocks on the store now and then.
 */
final class Admission {
    private final Hosts hosts;
    private final Tenants tenants;
    private final Callers callers;

    Admission(Hosts hosts, Tenants tenants, Callers callers) {
        this.hosts = hosts;
        this.tenants = tenants;
        this.callers = callers;
    }

    /** Who is at the door, and of which workspace. */
    record Visitor(@Nullable Workspace workspace, Callers.@Nullable SignedIn signedIn) {}

    /**
     * Lets somebody in. Whom it recognises it notes in the {@link Visit} before it decides, so that who is refused is
     * told so within their own workspace.
     *
     * @throws Problem if the caller may not use the route
     */
    Visitor admit(Route route, Mount mount, RoutingContext ctx) {
        Workspace workspace = workspace(mount, ctx);
        Visit.knows(ctx, new Visitor(workspace, null));
        Callers.SignedIn signedIn = signedIn(route, mount, workspace, ctx);
        var visitor = new Visitor(workspace, signedIn);
        Visit.knows(ctx, visitor);
        allow(route.access(), signedIn);
        refuseBeyondScopes(route, signedIn);
        refuseUnnamed(route, ctx.request(), signedIn);
        return visitor;
    }

    /** The workspace of this request, also of a suspended tenant, for the frame of an error page. */
    Optional<Workspace> named(Mount mount, RoutingContext ctx) {
        return switch (mount) {
            case PLATFORM, OPERATOR -> Optional.empty();
            case WORKSPACE_PATH -> tenants.bySlug(ctx.pathParam("tenant"));
            case WORKSPACE_HOST -> hosts.name(ctx.request()).flatMap(tenants::byHost);
        };
    }

    private @Nullable Workspace workspace(Mount mount, RoutingContext ctx) {
        if (mount == Mount.PLATFORM || mount == Mount.OPERATOR) {
            return null;
        }
        Workspace workspace = named(mount, ctx)
                .orElseThrow(mount == Mount.WORKSPACE_HOST ? WebProblems::unknownHost : WebProblems::unknownTenant);
        if (workspace.tenant().status() == Tenant.Status.SUSPENDED) {
            throw WebProblems.suspended(workspace.tenant());
        }
        return workspace;
    }

    private Callers.@Nullable SignedIn signedIn(
            Route route, Mount mount, @Nullable Workspace workspace, RoutingContext ctx) {
        Map<String, String> headers = Requests.headers(ctx.request());
        Map<String, String> cookies = Requests.cookies(ctx.request());
        // Tokens are for programs: pages do not take them, and who sends one is not asked for a cookie.
        boolean byToken = route.style() != Route.Style.PAGE && headers.containsKey("authorization");
        if (workspace != null) {
            return (byToken ? callers.ofToken(workspace, headers) : callers.of(workspace, cookies)).orElse(null);
        }
        if (mount == Mount.OPERATOR) {
            return (byToken ? callers.operatorOfToken(headers) : callers.operator(cookies)).orElse(null);
        }
        return null;
    }

    private static void allow(Access access, Callers.@Nullable SignedIn signedIn) {
        switch (access) {
            case Access.Everyone _, Access.Ticket _ -> {}
            case Access.Operator _ -> requireSignIn(signedIn);
            case Access.Signed signed -> {
                var caller = requireSignIn(signedIn).caller();
                if (signed.roles().stream().noneMatch(caller::is)) {
                    throw Problem.forbidden();
                }
            }
        }
    }

    private static void refuseBeyondScopes(Route route, Callers.@Nullable SignedIn signedIn) {
        if (signedIn != null) {
            signedIn.missingScope(route.path(), Forgery.changes(route.method())).ifPresent(scope -> {
                throw WebProblems.scopeMissing(scope);
            });
        }
    }

    private static Callers.SignedIn requireSignIn(Callers.@Nullable SignedIn signedIn) {
        if (signedIn == null) {
            throw WebProblems.signInFirst();
        }
        return signedIn;
    }

    /** A request of a browser says where it comes from; the door has refused those from elsewhere already. */
    private static void refuseUnnamed(Route route, HttpServerRequest request, Callers.@Nullable SignedIn signedIn) {
        boolean byCookie = signedIn != null && !signedIn.csrf().isEmpty();
        boolean browserForm = route.style() == Route.Style.PAGE && !(route.access() instanceof Access.Everyone);
        if (Forgery.changes(route.method()) && (byCookie || browserForm) && Forgery.isUnnamed(request)) {
            throw WebProblems.forged();
        }
    }

    /** The second look, once the body is here: a session's form carries its token. */
    static void refuseWithoutToken(Route route, Callers.@Nullable SignedIn signedIn, RoutingContext ctx) {
        if (signedIn == null || signedIn.csrf().isEmpty() || !Forgery.changes(route.method())) {
            return;
        }
        String sent = ctx.request().getHeader(Forgery.HEADER);
        if (sent == null) {
            sent = ctx.request().getFormAttribute(Forgery.FIELD);
        }
        if (!Forgery.tokenFits(signedIn.csrf(), sent)) {
            throw WebProblems.forged();
        }
    }
}
