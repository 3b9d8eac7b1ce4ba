package org.takeup.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.takeup.audit.Actor;
import org.takeup.audit.AuditTrail;
import org.takeup.audit.Deed;
import org.takeup.http.Exchange;
import org.takeup.http.Reply;
import org.takeup.http.Route;
import org.takeup.tenant.Stay;
import org.takeup.tenant.Tenants;

/**
 * What each request leaves in the workspace's audit trail, or in the operators'. Every route that changes something in a
 * workspace or in the operators' console is in one of the two tables, so that a new one cannot go unnoticed; the node
 * does not start otherwise. Thread-safe.
 */
final class Deeds {
    /** The parameter of the console's addresses that names a workspace. */
    private static final String WORKSPACE = "slug";

    /** What is not here yet has nobody who could read its trail, and may be taken back at this moment. */
    private static final Set<Stay.State> UNBORN = Set.of(Stay.State.ARRIVING, Stay.State.WITHDRAWN);

    /** Actions by the routes that do them. Also routes that change nothing but take data out. */
    private static final Map<String, String> NOTED = new HashMap<>();

    /** Routes that leave nothing, with the reason. */
    private static final Map<String, String> UNNOTED = Map.ofEntries(
            Map.entry("operator-tenant-files-plan", "it shows what would be done and does nothing"),
            Map.entry("questionnaire-upload", "it shows what is in a file and keeps nothing"),
            Map.entry("plan-comment-mention-form", "it finds people and keeps nothing"),
            Map.entry("message-check", "it shows what is to be said of a text and keeps nothing"),
            Map.entry("questionnaire-take", "it shows what is in a file and keeps nothing"),
            Map.entry("oauth-token", "the token that is traded is seen as used, and what is done with it is noted"),
            Map.entry("join-begin", "nobody is known who begins by an open link"),
            Map.entry("focus-reply", "nobody is signed in; what the invited decided is kept with their invitation"),
            Map.entry(
                    "focus-note-change",
                    "a note is saved every second while it is written; that it was begun is noted"),
            Map.entry("told-save", "how somebody wants to be told is theirs, and for nobody else to read in the trail"),
            Map.entry("told-links-end", "how somebody wants to be told is theirs"),
            Map.entry("told-link-save", "nobody is signed in"),
            Map.entry("told-link-end", "nobody is signed in"),
            Map.entry("unsubscribe-now", "nobody is signed in"),
            Map.entry("my-wishes-set", "how somebody wants to be told is theirs"),
            Map.entry("my-skills-set", "which roles somebody has chosen is theirs"),
            Map.entry("my-skills-form", "which roles somebody has chosen is theirs"),
            Map.entry("inbox-read-all", "what somebody has read is theirs"),
            Map.entry("inbox-read", "what somebody has read is theirs"),
            Map.entry("inbox-act-form", "what somebody has read is theirs"),
            Map.entry("inbox-act", "what somebody has read is theirs"),
            Map.entry("ask-form", "who asked is for the learning team alone, and is kept with the question"),
            Map.entry("question-ask", "who asked is for the learning team alone, and is kept with the question"),
            Map.entry(
                    "obstacle-tell-form",
                    "who told of a stumbling block is shown to nobody, and is kept with it alone"),
            Map.entry("obstacle-add", "who told of a stumbling block is shown to nobody, and is kept with it alone"),
            Map.entry("faq-similar", "it shows what is published and keeps nothing"),
            Map.entry("faq-helped", "what people think of an answer is counted, and nobody sees whose it is"),
            Map.entry("faq-helped-form", "what people think of an answer is counted, and nobody sees whose it is"),
            Map.entry("faq-vote", "who wants to know something is counted, and nobody sees who it is"),
            Map.entry("faq-vote-form", "who wants to know something is counted, and nobody sees who it is"),
            Map.entry("focus-consent", "nobody is signed in; what the invited decided is kept with their invitation"),
            Map.entry("answer-save", "a note would link a person and the time of an anonymous answer"),
            Map.entry("answer-begin", "a note would link a person and the time of an anonymous answer"),
            Map.entry("answer-redeem", "a note would link a person and the time of an anonymous answer"),
            Map.entry("wave-answer", "a note would link a person and the time of an anonymous answer"));

    static {
        noted("session.ended", "sign-out");
        noted("survey.opened", "survey-open", "wave-open");
        noted("survey.planned", "survey-change", "wave-change");
        noted("survey.deleted", "survey-delete", "wave-delete");
        noted("questionnaire.made", "questionnaire-create", "questionnaire-copy", "questionnaire-paste");
        noted("questionnaire.made", "questionnaire-make", "questionnaire-include", "questionnaire-included-copy");
        noted("questionnaire.changed", "questionnaire-file-save", "questionnaire-write", "questionnaire-settings-save");
        noted("questionnaire.changed", "questionnaire-page-add", "questionnaire-page-save", "questionnaire-page-move");
        noted(
                "questionnaire.changed",
                "questionnaire-page-delete",
                "questionnaire-item-add",
                "questionnaire-item-save");
        noted("questionnaire.changed", "questionnaire-item-kind", "questionnaire-item-row", "questionnaire-item-move");
        noted("questionnaire.changed", "questionnaire-item-delete", "questionnaire-scale-add");
        noted("questionnaire.changed", "questionnaire-scale-save", "questionnaire-scale-delete");
        noted("questionnaire.published", "questionnaire-publish-form", "questionnaire-publish");
        noted("questionnaire.deleted", "questionnaire-delete-form", "questionnaire-delete");
        noted("survey.inviting-stopped", "survey-invite-stop", "wave-invite-stop");
        noted("survey.reminders-stopped", "survey-reminders-stop", "wave-reminders-stop");
        noted("survey.link", "survey-link-make", "survey-link-remove", "wave-link-make", "wave-link-remove");
        noted("survey.invited", "survey-invite", "wave-invite");
        noted("survey.coded", "survey-codes", "survey-code");
        noted("survey.closed", "survey-close", "wave-close");
        noted("results.downloaded", "wave-results-csv", "wave-named-answers-csv");
        noted("results.downloaded", "wave-results-xlsx", "wave-report-pdf", "survey-report-pdf");
        noted("report.shared", "report-link", "report-link-form");
        noted("report.unshared", "report-unlink", "report-unlink-form");
        noted("question.triaged", "question-care", "question-care-form");
        noted("question.replied", "question-reply", "question-reply-form", "question-done", "question-done-form");
        noted("question.published", "question-publish", "question-publish-form");
        noted("question.published", "question-withdraw", "question-withdraw-form");
        noted("question.merged", "question-merge", "question-merge-form", "question-gather-form");
        noted("obstacle.tagged", "obstacle-tag", "obstacle-tag-form");
        noted("question.closed", "question-close", "question-close-form");
        noted("focus.made", "focus-group-make", "focus-group-make-form");
        noted("focus.invited", "focus-invite", "focus-invite-form");
        noted("focus.recruited", "focus-recruit", "focus-recruit-form");
        noted("focus.guided", "focus-guide-change", "focus-guide-form");
        noted("focus.cancelled", "focus-cancel", "focus-cancel-form");
        noted("focus.noted", "focus-note-add", "focus-note-form", "focus-note-change-form");
        noted("focus.noted", "focus-note-remove", "focus-note-remove-form");
        noted("focus.forgotten", "focus-forget", "focus-forget-form");
        noted("focus.coded", "focus-code-add", "focus-code-add-form", "focus-code-change", "focus-code-change-form");
        noted("focus.coded", "focus-code-remove", "focus-code-remove-form");
        noted("focus.exported", "focus-themes-csv", "focus-quotes-csv");
        noted("plan.drafted", "plan-draft", "plan-draft-form");
        noted("plan.reviewed", "plan-review", "plan-review-form");
        noted("plan.approved", "plan-approve", "plan-approve-form");
        noted("plan.dispatched", "plan-dispatch", "plan-dispatch-form");
        noted("plan.let-go", "plan-step-release", "plan-step-release-form");
        noted("plan.changed", "plan-step-add", "plan-step-add-form", "plan-step-change", "plan-step-form");
        noted("plan.changed", "plan-step-remove", "plan-step-remove-form");
        noted("hand-over.ticked", "hand-over-said", "hand-over-said-form", "my-week-said");
        noted("plan.changed", "plan-step-remove", "plan-step-remove-form", "plan-step-move", "plan-step-move-form");
        noted("plan.changed", "plan-restore-form", "plan-accountable-form");
        noted("reach.counting-changed", "reach-counting-set", "reach-counting-form");
        noted("plan.held-out", "plan-hold-out", "plan-hold-out-form");
        noted("plan.expected", "plan-hypothesis-form", "plan-hypothesis-change");
        noted("plan.compared", "plan-effect-start-form", "plan-effect-start");
        noted("plan.compared", "plan-effect-cancel-form", "plan-effect-cancel");
        noted("plan.commented", "plan-comment-form", "plan-comment-resolve-form");
        noted("plan.commented", "plan-comment-add", "plan-comment-resolve");
        noted("plan.changed", "plan-restore");
        noted("plan.drafted", "plan-template-begin", "plan-copy-make");
        noted("plan.template-changed", "plan-template-keep", "plan-template-remove");
        noted("plan.calendar-changed", "plan-calendar-set", "plan-day-add", "plan-day-remove");
        noted("plan.drafted", "plan-template-begin-form", "plan-copy-form");
        noted("plan.template-changed", "plan-template-keep-form", "plan-template-remove-form");
        noted("plan.calendar-changed", "plan-calendar-form", "plan-day-add-form", "plan-day-remove-form");
        noted("plan.calendar-changed", "plan-feed-add-form", "plan-feed-read-form", "plan-feed-remove-form");
        noted("plan.calendar-changed", "plan-feed-add", "plan-feed-read", "plan-feed-remove");
        noted("message.changed", "message-variant-save", "message-save-form", "message-lead", "message-lead-form");
        noted("message.changed", "message-variant-remove", "message-remove-form", "message-term", "message-term-form");
        noted("message.overruled", "message-overrule", "message-overrule-form");
        noted("vocabulary.changed", "vocabulary-add", "vocabulary-add-form", "vocabulary-remove");
        noted("vocabulary.changed", "vocabulary-remove-form", "vocabulary-limit", "vocabulary-limit-form");
        noted("hand-over.ticked", "hand-over-said", "hand-over-said-form");
        noted("wishes.cap", "wishes-cap-set", "wishes-cap-form");
        noted("hand-over.noted", "hand-over-note-form");
        noted("hand-over.asked-again", "hand-over-again-form", "hand-over-next-form");
        noted("measure.changed", "measure-add", "measure-add-form", "measure-change", "measure-change-form");
        noted("measure.changed", "measure-remove", "measure-remove-form");
        noted("measure.decided", "measure-decide", "measure-decide-form");
        noted("business.changed", "priority-add", "priority-add-form", "priority-change", "priority-change-form");
        noted("business.changed", "priority-remove", "priority-remove-form", "programme-add", "programme-add-form");
        noted("business.changed", "programme-change", "programme-change-form", "programme-remove");
        noted("business.changed", "programme-remove-form", "business-settings-change", "business-settings-form");
        noted("business.won", "programme-win", "programme-win-form", "programme-win-undo", "programme-win-undo-form");
        noted("business.launched", "programme-launch", "programme-launch-form");
        noted("business.launched", "programme-launch-undo", "programme-launch-undo-form");
        noted("pilot.changed", "pilot-add", "pilot-add-form", "pilot-change", "pilot-change-form");
        noted("pilot.changed", "pilot-remove", "pilot-remove-form");
        noted("pilot.agreed", "pilot-agree", "pilot-agree-form");
        noted("pilot.begun", "pilot-start", "pilot-start-form");
        noted("pilot.told", "pilot-message-form");
        noted("business.told", "programme-win-message-form");
        noted("skill.roles-changed", "skill-role-add", "skill-role-add-form");
        noted("skill.roles-changed", "skill-role-remove", "skill-role-remove-form");
        noted("stakeholder.changed", "stakeholder-add", "stakeholder-add-form", "stakeholder-change");
        noted("stakeholder.changed", "stakeholder-change-form", "stakeholder-remove", "stakeholder-remove-form");
        noted("stakeholder.changed", "stakeholders-usual-form", "stakeholder-move", "stakeholder-move-form");
        noted("stakeholder.changed", "stakeholder-relate", "stakeholder-relate-form");
        noted("stakeholder.changed", "stakeholder-unrelate", "stakeholder-unrelate-form");
        noted("stakeholder.changed", "stakeholder-suggestion", "stakeholder-suggestion-form");
        noted("plugin.changed", "plugin-set", "plugin-choose", "plugin-follow");
        noted("plugin.settings-changed", "plugin-settings-save", "plugin-settings-set");
        noted("plugin.settings-tried", "plugin-settings-try");
        noted("mail.decided", "outbox-decide", "outbox-decide-form");
        noted("mailing.steered", "mailing-steer", "mailing-steer-form");
        noted("chat.added", "chat-add", "chat-add-form");
        noted("chat.removed", "chat-remove", "chat-remove-form");
        noted("chat.tried", "chat-try", "chat-try-form");
        noted("chat.decided", "chat-decide-form");
        noted("calendar.shared", "my-calendar-form", "my-calendar-make", "plan-calendar-make");
        noted("calendar.unshared", "my-calendar-revoke-form", "my-calendar-revoke", "plan-calendar-revoke");
        noted("import.started", "learning-import", "imports-start");
        noted("import.cancelled", "learning-cancel", "imports-cancel");
        noted("workspace.status", "operator-tenant-set", "operator-tenant-status");
        noted("session.ended", "operator-sign-out");
        noted("package.installed", "operator-plugin-upload", "operator-plugin-add");
        noted("package.removed", "operator-plugin-remove", "operator-plugin-delete");
        noted("package.loaded-anew", "operator-plugin-anew", "operator-plugin-anew-form");
        noted("release.promoted", "operator-plugin-promote", "operator-plugin-release");
        noted("release.tried", "operator-plugin-try", "operator-plugin-trial");
        noted("release.rolled-back", "operator-plugin-roll-back", "operator-plugin-back");
        noted("publisher.approved", "operator-publisher-approve", "operator-publisher-approve-form");
        noted("publisher.key-added", "operator-publisher-key-add", "operator-publisher-key-form");
        noted("publisher.key-revoked", "operator-publisher-key-revoke", "operator-publisher-key-revoke-form");
        noted("publisher.revoked", "operator-publisher-revoke", "operator-publisher-revoke-form");
        noted("publisher.restored", "operator-publisher-restore", "operator-publisher-restore-form");
        noted("publisher.own-changed", "operator-publisher-own", "operator-publisher-own-form");
        noted("archive.restored", "operator-archive-restore", "operator-archive-form");
        noted("archive.cancelled", "operator-restoring-cancel", "operator-restoring-cancel-form");
        noted("onboarding.invited", "operator-onboarding-form", "operator-onboarding-add");
        noted("onboarding.again", "operator-onboarding-again-form", "operator-onboarding-again");
        noted("tenant-files.applied", "operator-tenant-files-apply");
        noted("audit.exported", "operator-audit-export");
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
        noted("benchmark.shared", "benchmark-set", "benchmark-form");
        noted("benchmark.released", "operator-benchmark-release", "operator-benchmark-form");
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

    /** Routes that change something in a workspace or in the console and are in neither table. */
    static List<String> forgotten(List<Route> routes) {
        return routes.stream()
                .filter(route -> route.realm() == Route.Realm.WORKSPACE || route.realm() == Route.Realm.OPERATOR)
                .filter(route -> Forgery.changes(route.method()))
                .map(Route::id)
                .filter(id -> !NOTED.containsKey(id) && !UNNOTED.containsKey(id))
                .toList();
    }

    /** Ids of the tables' routes, for the test that none of them is gone. */
    static List<String> known() {
        var known = new ArrayList<>(NOTED.keySet());
        known.addAll(UNNOTED.keySet());
        return known;
    }

    /** What a route leaves, if it leaves anything. */
    static Optional<String> action(Route route) {
        return Optional.ofNullable(NOTED.get(route.id()));
    }

    /** Notes what a request has done. What was refused has done nothing. */
    void note(Route route, Exchange exchange, Reply reply) {
        String action = NOTED.get(route.id());
        if (action == null || reply.status() >= 400 || exchange.signedIn().isEmpty()) {
            return;
        }
        if (route.realm() == Route.Realm.OPERATOR) {
            Actor operator = Actor.operator(exchange.caller());
            trail.note(trail.operators(), deed(action, "", operator, exchange));
            // Where the operator does something to a workspace, its own trail says so.
            Optional.ofNullable(exchange.path().get(WORKSPACE))
                    .flatMap(tenants::bySlug)
                    .filter(workspace ->
                            !UNBORN.contains(workspace.tenant().stay().state()))
                    .ifPresent(workspace -> trail.note(workspace, deed(action, WORKSPACE, operator, exchange)));
        } else {
            Actor actor = Actor.of(exchange.caller());
            exchange.inWorkspace()
                    .ifPresent(workspace -> trail.note(workspace, deed(action, "tenant", actor, exchange)));
        }
    }

    private static Deed deed(String action, String known, Actor actor, Exchange exchange) {
        return new Deed(action, target(exchange, known), actor, exchange.address(), exchange.id(), exchange.changes());
    }

    /** What the address names. @param known the parameter that the trail's reader knows anyway */
    private static String target(Exchange exchange, String known) {
        return new TreeMap<>(exchange.path())
                .entrySet().stream()
                        .filter(part -> !part.getKey().equals(known))
                        .map(part -> part.getKey() + "=" + part.getValue())
                        .collect(Collectors.joining(" "));
    }
}
