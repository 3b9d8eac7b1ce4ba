package org.takeup.web;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.takeup.http.Route;
import org.takeup.inbox.Inbox;
import org.takeup.inbox.InboxMessage;
import org.takeup.people.People;
import org.takeup.preference.Preferences;
import org.takeup.preference.Wanted;
import org.takeup.reach.MadeLinks;

/** How the admin is told things: what lies in their inbox, and the links by which they say how they want to be told. */
final class OwnReach implements OwnArea {
    private final Desk desk;

    OwnReach(Desk desk) {
        this.desk = desk;
    }

    @Override
    public void make(Map<String, String> ids) {
        reaching(ids);
    }

    @Override
    public void renew(Route route, Map<String, String> fresh) {
        String path = route.path();
        if (path.contains("how-to-be-told") || path.contains("{wishLink}") || path.contains("{unwishLink}")) {
            reaching(fresh);
            fresh.put("version", "" + wishes().of(desk.workspace(), desk.me()).version());
        }
        if (path.endsWith("/reach-counting")) {
            fresh.put("version", MadeLinks.version(desk.workspace()));
        }
        if (path.endsWith("/wishes/cap")) {
            fresh.put(
                    "version",
                    "" + new Wanted(wishes().cap()).read(desk.workspace()).version());
        }
    }

    private Preferences wishes() {
        return new Preferences(new People(), (any, id) -> false, desk.platform().url());
    }

    /** A message in the admin's inbox, and the links by which they say without signing in how they want to be told. */
    private void reaching(Map<String, String> into) {
        String slug = desk.slug();
        var message = new InboxMessage(
                "message of " + slug,
                desk.me(),
                "Ann of " + slug,
                "Subject of " + slug,
                "Words of " + slug,
                Optional.of("/inbox"),
                Instant.now());
        new Inbox().put(desk.workspace(), message);
        into.put(
                "inboxMessage",
                desk.api("GET", "/me/inbox", Map.of(), 1)
                        .path("messages")
                        .path(0)
                        .path("id")
                        .asText());
        into.put("wishLink", last(wishes().link(desk.workspace(), desk.me())));
        into.put("unwishLink", last(wishes().link(desk.workspace(), desk.me(), "plan-step")));
    }

    private static String last(URI link) {
        return link.getPath().substring(link.getPath().lastIndexOf('/') + 1);
    }
}
