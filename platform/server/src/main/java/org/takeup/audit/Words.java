package org.takeup.audit;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** The actions that the trails know, and what they are called on the page. */
public final class Words {
    private static final Map<String, String> WORDS = new TreeMap<>(Map.ofEntries(
            Map.entry("session.began", "Signed in"),
            Map.entry("session.ended", "Signed out"),
            Map.entry("session.ended-remotely", "Ended a session from elsewhere"),
            Map.entry("survey.opened", "Opened a survey"),
            Map.entry("survey.planned", "Changed a planned survey"),
            Map.entry("survey.deleted", "Deleted a planned survey"),
            Map.entry("questionnaire.made", "Made a questionnaire"),
            Map.entry("questionnaire.changed", "Changed a questionnaire"),
            Map.entry("questionnaire.published", "Published a questionnaire"),
            Map.entry("questionnaire.deleted", "Deleted a questionnaire"),
            Map.entry("survey.inviting-stopped", "Stopped inviting people to a survey"),
            Map.entry("survey.reminders-stopped", "Stopped the reminders of a survey"),
            Map.entry("survey.link", "Made or took away the open link of a survey"),
            Map.entry("survey.invited", "Sent invitations to a survey"),
            Map.entry("survey.closed", "Closed a survey"),
            Map.entry("survey.coded", "Coded what people wrote in a survey"),
            Map.entry("results.downloaded", "Downloaded results"),
            Map.entry("report.shared", "Made a link to a report"),
            Map.entry("report.unshared", "Ended a link to a report"),
            Map.entry("focus.made", "Made a focus group"),
            Map.entry("focus.invited", "Invited people to a focus group"),
            Map.entry("focus.cancelled", "Called a focus group off"),
            Map.entry("focus.noted", "Changed a note of a focus group"),
            Map.entry("focus.forgotten", "Deleted who the speakers of a focus group were"),
            Map.entry("focus.coded", "Changed a code of focus groups"),
            Map.entry("focus.exported", "Downloaded themes or quotes of focus groups"),
            Map.entry("plan.drafted", "Drafted a plan"),
            Map.entry("plan.reviewed", "Reviewed a plan"),
            Map.entry("plan.approved", "Approved a plan"),
            Map.entry("plan.dispatched", "Sent a plan out"),
            Map.entry("plan.changed", "Changed a plan's step"),
            Map.entry("plan.commented", "Commented on a plan, or resolved a comment"),
            Map.entry("plan.template-changed", "Kept or removed a template of plans"),
            Map.entry("plan.calendar-changed", "Changed the calendar of plans"),
            Map.entry("hand-over.ticked", "Ticked off a message that they said"),
            Map.entry("wishes.cap", "Changed how many messages anybody gets a week"),
            Map.entry("measure.changed", "Added, changed or removed a measure of the workspace"),
            Map.entry("measure.decided", "Decided about a measure"),
            Map.entry("stakeholder.changed", "Changed the stakeholder map"),
            Map.entry("plugin.changed", "Switched a plugin or its version"),
            Map.entry("plugin.settings-changed", "Changed a plugin's settings"),
            Map.entry("plugin.settings-tried", "Tried a plugin's settings"),
            Map.entry("mail.decided", "Decided about a mail in doubt"),
            Map.entry("mailing.steered", "Paused, resumed or cancelled a mailing"),
            Map.entry("import.started", "Started an import of learning data"),
            Map.entry("people-file.compared", "Compared a file of people"),
            Map.entry("people-file.taken-over", "Took a file of people over"),
            Map.entry("people-file.taken-back", "Took a file of people back"),
            Map.entry("people-file.stopped", "Stopped taking a file of people over"),
            Map.entry("people.order-changed", "Changed which source of people has the word"),
            Map.entry("import.cancelled", "Cancelled an import"),
            Map.entry("archive.cancelled", "The operator stopped restoring the workspace"),
            Map.entry("workspace.founded", "The workspace was made"),
            Map.entry("workspace.status", "The operator suspended or resumed the workspace"),
            Map.entry("token.made", "Made an API token"),
            Map.entry("token.revoked", "Took an API token away"),
            Map.entry("directory.changed", "Changed a person or a group of the directory"),
            Map.entry("sign-in.domain", "Added, checked or removed a mail domain"),
            Map.entry("sign-in.described", "Described the organisation's sign-in"),
            Map.entry("sign-in.renewed", "Took over new keys or a new secret of the sign-in"),
            Map.entry("sign-in.roles", "Changed which groups give a role"),
            Map.entry("sign-in.tried", "Tried the organisation's sign-in"),
            Map.entry("sign-in.enforced", "Put the organisation's sign-in in force or out of it"),
            Map.entry("sign-in.emergency", "Made or removed an emergency account"),
            Map.entry("sign-in.emergency-used", "Signed in with a local or emergency account"),
            Map.entry("workspace.quota", "The operator changed what the workspace may use"),
            Map.entry("benchmark.shared", "Changed what is shared with the benchmark"),
            Map.entry("webhook.made", "Made a webhook"),
            Map.entry("webhook.changed", "Changed a webhook"),
            Map.entry("webhook.secret-changed", "Changed the secret of a webhook"),
            Map.entry("webhook.removed", "Took a webhook away"),
            Map.entry("webhook.sent-again", "Had events sent again to a webhook"),
            Map.entry("webhook.tried", "Sent a trial to a webhook"),
            Map.entry("settings.logo", "Changed the workspace's logo"),
            Map.entry("settings.changed", "Changed the workspace's settings"),
            Map.entry("settings.by-file", "The organisation's file changed the workspace"),
            Map.entry("data.exported", "Asked for an archive of the workspace"),
            Map.entry("data.downloaded", "Downloaded an archive of the workspace"),
            Map.entry("data.export-deleted", "Deleted an archive of the workspace"),
            Map.entry("workspace.leaving", "Asked to close the workspace, or took that back"),
            Map.entry("workspace.moved", "The operator moved the workspace's data"),
            Map.entry("person.erased", "Had a person erased"),
            Map.entry("audit.exported", "Exported the audit trail")));

    private static final Map<String, String> OPERATORS = new TreeMap<>(Map.ofEntries(
            Map.entry("session.began", "Signed in to the console"),
            Map.entry("session.ended", "Signed out of the console"),
            Map.entry("package.installed", "Installed a plugin package"),
            Map.entry("package.removed", "Removed a plugin package"),
            Map.entry("package.loaded-anew", "Had a plugin loaded anew"),
            Map.entry("release.promoted", "Made a plugin's version the stable one"),
            Map.entry("release.tried", "Let workspaces try a plugin's version"),
            Map.entry("release.rolled-back", "Rolled a plugin back"),
            Map.entry("benchmark.released", "Had the benchmark released"),
            Map.entry("publisher.approved", "Approved a publisher"),
            Map.entry("publisher.key-added", "Added a publisher's key"),
            Map.entry("publisher.key-revoked", "Revoked a publisher's key"),
            Map.entry("publisher.revoked", "Revoked a publisher"),
            Map.entry("publisher.restored", "Trusted a revoked publisher again"),
            Map.entry("publisher.own-changed", "Said whether a publisher is the operator itself"),
            Map.entry("workspace.status", "Suspended or resumed a workspace"),
            Map.entry("workspace.quota", "Changed what a workspace may use"),
            Map.entry("workspace.leaving", "Had a workspace closed, or took that back"),
            Map.entry("workspace.moved", "Moved a workspace's data"),
            Map.entry("onboarding.invited", "Invited an organisation"),
            Map.entry("onboarding.again", "Had an organisation's onboarding tried again"),
            Map.entry("archive.restored", "Restored a workspace from an archive"),
            Map.entry("archive.cancelled", "Stopped restoring an archive"),
            Map.entry("tenant-files.applied", "Carried tenants' files out"),
            Map.entry("audit.exported", "Exported this trail")));

    private Words() {}

    /** Every action in a workspace with its words, by action. */
    public static Map<String, String> all() {
        return Collections.unmodifiableMap(WORDS);
    }

    /** Every action of operators with its words, by action. */
    public static Map<String, String> ofOperators() {
        return Collections.unmodifiableMap(OPERATORS);
    }
}
