package org.takeup.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.takeup.audit.Actor;
import org.takeup.audit.AuditTrail;
import org.takeup.audit.Deed;
import org.takeup.http.Exchange;
import org.takeup.http.Reply;
import org.takeup.http.Route;
import org.takeup.tenant.Tenants;
import org.takeup.tenant.Workspace;

/**
 * What each request leaves in the workspace's audit trail. Every route that changes something in a workspace is in one
 * of the two tables, so that a new one cannot go unnoticed; the node does not start otherwise. Thread-safe.
 */
final class Deeds {
    /** Actions by the routes that do them. Also routes that change nothing but take data out. */
    private static final Map<String, String> NOTED = new HashMap<>();

    /** Routes that leave nothing, with the reason. */
    private static final Map<String, String> UNNOTED = Map.of(
            "oauth-token", "the token that is traded is seen as used, and what is done with it is noted",
            "answer-save", "a note would link a person and the time of an anonymous answer",
            "wave-answer", "a note would link a person and the time of an anonymous answer");

    static {
        noted("session.ended", "sign-out");
        noted("survey.opened", "survey-open", "wave-open");
        noted("survey.invited", "survey-invite", "wave-invite");
        noted("survey.closed", "survey-close", "wave-close");
        noted("results.downloaded", "wave-results-csv");
        noted("plan.drafted", "plan-draft", "plan-draft-form");
        noted("plan.reviewed", "plan-review", "plan-review-form");
        noted("plan.approved", "plan-approve", "plan-approve-form");
        noted("plan.dispatched", "plan-dispatch", "plan-dispatch-form");
        noted("plan.changed", "plan-step-add", "plan-step-add-form", "plan-step-change", "plan-step-form");
        noted("plan.changed", "plan-step-remove", "plan-step-remove-form");
        noted("hand-over.ticked", "hand-over-said", "hand-over-said-form");
        noted("stakeholder.changed", "stakeholder-add", "stakeholder-add-form", "stakeholder-change");
        noted("stakeholder.changed", "stakeholder-change-form", "stakeholder-remove", "stakeholder-remove-form");
        noted("stakeholder.changed", "stakeholders-usual-form");
        noted("plugin.changed", "plugin-set", "plugin-choose", "plugin-follow");
        noted("plugin.settings-changed", "plugin-settings-save", "plugin-settings-set");
        noted("plugin.settings-tried", "plugin-settings-try");
        noted("mail.decided", "outbox-decide", "outbox-decide-form");
        noted("import.started", "learning-import", "imports-start");
        noted("import.cancelled", "learning-cancel", "imports-cancel");
        noted("workspace.status", "operator-tenant-set", "operator-tenant-status");
        noted("session.ended-remotely", "my-session-end", "my-session-end-form", "session-end", "session-end-form");
        noted("token.made", "token-make", "token-make-form");
        noted("token.revoked", "token-revoke", "token-revoke-form");
        noted("directory.changed", "scim-user-add", "scim-user-put", "scim-user-patch", "scim-user-remove");
        noted("directory.changed", "scim-group-add", "scim-group-put", "scim-group-patch", "scim-group-remove");
        noted("sign-in.domain", "sso-domain-add", "sso-domain-check", "sso-domain-remove");
        noted("sign-in.described", "sso-oidc", "sso-saml", "sso-saml-upload", "sso-names", "sso-discard");
        noted("sign-in.renewed", "sso-renew", "sso-secret");
        noted("sign-in.roles", "sso-roles");
        noted("sign-in.enforced", "sso-enforce", "sso-relax");
        noted("sign-in.emergency", "sso-emergency-add", "sso-emergency-remove");
        noted("audit.exported", "audit-export");
        noted("people-file.compared", "people-upload-form", "people-upload-check");
        noted("people-file.taken-over", "people-upload-apply-form", "people-upload-apply");
        noted("people-file.taken-back", "people-upload-undo-form", "people-upload-undo");
        noted("people-file.stopped", "people-upload-stop-form", "people-upload-stop");
        noted("people.order-changed", "people-sources-form", "people-sources-set");
        noted("workspace.quota", "operator-quota-set", "operator-quota-form");
        noted("webhook.made", "webhook-make", "webhook-make-form");
        noted("webhook.changed", "webhook-change", "webhook-change-form");
        noted("webhook.secret-changed", "webhook-secret", "webhook-secret-form");
        noted("webhook.removed", "webhook-remove", "webhook-remove-form");
        noted("webhook.sent-again", "webhook-replay", "webhook-replay-form", "webhook-resend", "webhook-resend-form");
        noted("webhook.tried", "webhook-ping", "webhook-ping-form");
        noted("settings.logo", "logo-set-form", "logo-remove-form", "logo-set", "logo-remove");
        noted("settings.changed", "settings-save", "settings-change");
        noted("data.exported", "export-start", "export-start-form");
        noted("data.downloaded", "export-file");
        noted("workspace.leaving", "leaving", "leaving-form", "operator-tenant-leave", "operator-tenant-leave-form");
        noted("workspace.moved", "operator-tenant-place", "operator-tenant-place-form");
        noted("person.erased", "erasure-start", "erasure-start-form");
        noted("data.export-deleted", "export-delete", "export-delete-form");
    }

    private final AuditTrail trail;
    private final Tenants tenants;

    Deeds(AuditTrail trail, Tenants tenants) {
        this.trail = trail;
        this.tenants = tenants;
    }

    private static void noted(String action, String... routes) {
        List.of(routes).forEach(route -> NOTED.put(route, action));
    }

    /** Routes that change something in a workspace and are in neither table. */
    static List<String> forgotten(List<Route> routes) {
        var forgotten = new ArrayList<String>();
        for (Route route : routes) {
            boolean known = NOTED.containsKey(route.id()) || UNNOTED.containsKey(route.id());
            if (route.realm() == Route.Realm.WORKSPACE && Forgery.changes(route.method()) && !known) {
                forgotten.add(route.id());
            }
        }
        return forgotten;
    }

    /** Ids of the tables' routes, for the test that none of them is gone. */
    static List<String> known() {
        var known = new ArrayList<>(NOTED.keySet());
        known.addAll(UNNOTED.keySet());
        return known;
    }

    /** The actions of the tables. */
    static List<String> actions() {
        return NOTED.values().stream().distinct().sorted().toList();
    }

    /** Notes what a request has done. What was refused has done nothing. */
    void note(Route route, Exchange exchange, Reply reply) {
        String action = NOTED.get(route.id());
        if (action == null || reply.status() >= 400 || exchange.signedIn().isEmpty()) {
            return;
        }
        workspace(route, exchange).ifPresent(workspace -> trail.note(workspace, deed(route, action, exchange)));
    }

    /** Where the operator does something to a workspace, its own trail says so. */
    private Optional<Workspace> workspace(Route route, Exchange exchange) {
        return route.realm() == Route.Realm.OPERATOR ? tenants.bySlug(exchange.path("slug")) : exchange.inWorkspace();
    }

    private static Deed deed(Route route, String action, Exchange exchange) {
        Actor actor =
                route.realm() == Route.Realm.OPERATOR ? Actor.operator(exchange.caller()) : Actor.of(exchange.caller());
        return new Deed(action, target(exchange), actor, exchange.address(), exchange.id(), exchange.changes());
    }

    private static String target(Exchange exchange) {
        var parts = new ArrayList<String>();
        new TreeMap<>(exchange.path()).forEach((name, value) -> {
            if (!name.equals("tenant") && !name.equals("slug")) {
                parts.add(name + "=" + value);
            }
        });
        return String.join(" ", parts);
    }
}
