package org.takeup.web;

import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.takeup.http.Reply;

/** Sends somebody who is not signed in to the sign-in of this realm, and remembers where they wanted to go. */
final class SignInFirst {
    private SignInFirst() {}

    static Reply redirect(Mount mount, RoutingContext ctx) {
        String tenant = ctx.pathParam("tenant");
        String base = mount.base(tenant == null ? "" : tenant);
        String wanted = ctx.request().uri().substring(base.length());
        return Reply.redirect(base + "/sign-in?to=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8));
    }
}
