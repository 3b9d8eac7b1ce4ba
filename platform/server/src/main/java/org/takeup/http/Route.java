package org.takeup.http;

import io.vertx.core.http.HttpMethod;
import org.takeup.tenant.Role;

/**
 * One route. The list of all routes is the whole surface of the platform: the door mounts nothing else.
 *
 * @param id unique; the operation id in the OpenAPI file for {@code api} routes
 * @param realm where it is mounted
 * @param path within its realm, with {@code {name}} for parameters
 * @param access who may use it
 */
public record Route(
        String id,
        Realm realm,
        Style style,
        HttpMethod method,
        String path,
        Access access,
        Body body,
        Handler handler) {

    /** Where a route is mounted. */
    public enum Realm {
        /** {@code /w/{tenant}/...}, or the tenant's own host. */
        WORKSPACE,
        /** {@code /operator/...}. */
        OPERATOR,
        /** {@code /...}: belongs to no tenant. */
        PLATFORM
    }

    /** For whom a route is, and how errors are shown. */
    public enum Style {
        /** For people: a page. */
        PAGE,
        /** For programs: problem+json, and an operation in the OpenAPI document. */
        API,
        /** For identity providers: SCIM's own error message (RFC 7644, 3.12), and SCIM's own discovery. */
        SCIM
    }

    /** A page of a workspace. */
    public static Route page(String id, String path, Access access, Handler handler) {
        return new Route(id, Realm.WORKSPACE, Style.PAGE, HttpMethod.GET, path, access, new Body.None(), handler);
    }

    /** A form of a workspace page. */
    public static Route form(String id, String path, Access access, Handler handler) {
        return new Route(
                id, Realm.WORKSPACE, Style.PAGE, HttpMethod.POST, path, access, new Body.Form(Body.SMALL), handler);
    }

    /** A REST operation of a workspace; the path is below {@code /api/v1}. */
    public static Route api(String id, HttpMethod method, String path, Access access, Handler handler) {
        boolean reads = method.equals(HttpMethod.GET) || method.equals(HttpMethod.DELETE);
        Body body = reads ? new Body.None() : new Body.Json(Body.SMALL);
        return new Route(id, Realm.WORKSPACE, Style.API, method, "/api/v1" + path, access, body, handler);
    }

    /** A SCIM operation of a workspace, for its admins; the path is below {@code /scim/v2}. */
    public static Route scim(String id, HttpMethod method, String path, Handler handler) {
        boolean reads = method.equals(HttpMethod.GET) || method.equals(HttpMethod.DELETE);
        Body body = reads ? new Body.None() : new Body.Scim(Body.SMALL);
        return new Route(
                id, Realm.WORKSPACE, Style.SCIM, method, "/scim/v2" + path, Access.role(Role.ADMIN), body, handler);
    }

    /** This route with another body than its kind has by default. */
    public Route accepting(Body other) {
        return new Route(id, realm, style, method, path, access, other, handler);
    }

    /** This route in another realm. */
    public Route in(Realm other) {
        return new Route(id, other, style, method, path, access, body, handler);
    }
}
