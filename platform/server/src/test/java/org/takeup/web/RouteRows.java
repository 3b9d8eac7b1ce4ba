package org.takeup.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.takeup.http.Route;

/**
 * How each route is called with success, as one who may call it would: one row for each route, whoever added it. The
 * tests that attack all routes begin from these requests, so that what they change is what is refused.
 *
 * <p>Ids stand in the rows by the names that {@link OwnThings} gives them, as {@code <name>}.
 */
final class RouteRows {
    /** Never the hour in which the tests run, in whatever zone: what is mailed meanwhile would wait, and never rest. */
    private static final LocalTime QUIET_FROM =
            LocalTime.now(ZoneOffset.UTC).plusHours(11).truncatedTo(ChronoUnit.HOURS);

    private static final LocalTime QUIET_TO = QUIET_FROM.plusHours(1);

    private static final Map<String, Row> ROWS = new HashMap<>();

    private RouteRows() {}

    /**
     * A request.
     *
     * @param query without the question mark
     * @param body a JSON document, or the fields of a form without its token
     * @param names of ids, where a parameter of the path is called otherwise
     */
    record Row(String query, String body, Map<String, String> names) {
        Row naming(String parameter, String id) {
            return new Row(query, body, Map.of(parameter, id));
        }
    }

    private static final String STEP_FIELDS =
            "version=<version>&audienceId=<stakeholder>&messenger=LINE_MANAGER&channel=HAND_OVER&on=<today>"
                    + "&subject=Come+along&words=It+helps";
    private static final String STEP = """
            {"audienceId":"<stakeholder>","messenger":"LINE_MANAGER","channel":"HAND_OVER","on":"<today>",
             "subject":"Come along","words":"It helps"}""";
    private static final String STAKEHOLDER_FIELDS =
            "name=Trainers&kind=TRAINERS&size=3&power=2&interest=4&attitude=NEUTRAL&note=Glad&person=<person>";
    private static final String STAKEHOLDER = """
            {"name":"Trainers","kind":"TRAINERS","size":3,"power":2,"interest":4,"attitude":"NEUTRAL","note":"Glad",
             "person":"<person>"}""";

    private static final String MEASURE_FIELDS =
            "name=Talk+first&doing=Ask+them&direct=barrier:time&effort=S&daysFrom=1&daysTo=2&weeksFrom=1&weeksTo=4"
                    + "&who=SPONSOR&evidence=EXPERIENCE&sign=They+come";
    private static final String MEASURE = """
            {"name":"Talk first","doing":"Ask them","direct":["barrier:time"],"effort":"S","daysFrom":1,"daysTo":2,
             "weeksFrom":1,"weeksTo":4,"who":["SPONSOR"],"sign":"They come"}""";

    private static final String TOLD_FIELDS =
            "version=<version>&way1=CHAT&way2=EMAIL&day=MONDAY&from=09:00&to=17:00&zone=Europe/London&aWeek=3"
                    + "&language=en&teller=PEER&take=plan-step&opens=yes";
    private static final String PROGRAMME_FIELDS =
            "name=Safe+data&need=Near+misses&priority=<priority>&sponsor=Sam&until=<nextWeek>&segment=everybody"
                    + "&minutesPerWeek=30&measure=protected-time&kind=OWN&indicator=Misses&unit=a+month&baseline=9"
                    + "&target=4&effectLikely=-3&gainLikely=1000&purchasesLikely=10";
    private static final String PROGRAMME = """
            {"name":"Safe data","need":"Near misses","priority":"<priority>","sponsor":"Sam","until":"<nextWeek>",
             "segments":["everybody"],"minutesPerWeek":30,"measures":[{"measure":"protected-time"}],
             "indicator":{"kind":"OWN","name":"Misses","unit":"a month","baseline":9,"target":4},
             "effect":{"likely":-3},"gain":{"likely":1000},"purchases":{"likely":10}}""";
    private static final String PRIORITY_FIELDS =
            "name=Safe+ships&owner=Ann&weight=4&deadline=<nextWeek>&claimed=everybody&hours=2.5";
    private static final String PRIORITY = """
            {"name":"Safe ships","owner":"Ann","weight":4,"deadline":"<nextWeek>",
             "claims":[{"segment":"everybody","hours":2.5}]}""";
    private static final String PILOT_FIELDS =
            "name=First+try&programme=<programme>&segment=everybody&design=BEFORE_AFTER&percent=50&metric=ACTIVE"
                    + "&starts=<nextWeek>&weeksBefore=4&weeksAfter=4&caliper=0.5";
    private static final String PILOT = """
            {"name":"First try","programme":"<programme>","segment":"everybody","design":"BEFORE_AFTER",
             "metric":"ACTIVE","starts":"<nextWeek>","weeksBefore":4,"weeksAfter":4}""";

    private static final String PLANNED_FIELDS =
            "version=1&plugin=survey-maturity&title=Autumn&segment=everybody&opens=<nextWeek>&closes=<nextWeek>";
    private static final String PLANNED = """
            {"plugin":"survey-maturity","title":"Autumn","segment":"everybody","opens":"<nextWeek>T08:00:00Z",
             "closes":"<nextWeek>T12:00:00Z"}""";

    private static final String QUESTIONNAIRE = """
            {"format":"takeup-questionnaire/1","title":"Weeks","purpose":"Why","minutes":3,"languages":["en"],
             "pages":[{"id":"first","title":"First","items":[{"id":"why","kind":"text","text":"Why?"}]}]}""";

    static {
        plain("home", "workspace", "workspace-theme", "sign-in", "signed-in", "signed-out", "sign-out");
        plain("surveys", "survey-new", "survey", "survey-preview", "survey-results", "survey-invite", "survey-close");
        plain("instruments-list", "waves-list", "wave-read", "wave-questionnaire", "wave-results", "wave-results-csv");
        plain("survey-maturity", "wave-maturity");
        plain("survey-panel", "panel-read");
        plain("survey-live", "wave-live", "survey-words", "survey-coding", "wave-words");
        sending("survey-codes", "name=More+time");
        sending("survey-code", "item=words&answer=0123456789abcdef");
        plain("instrument", "instrument-get");
        plain("survey-plan", "survey-delete", "wave-delete");
        plain("questionnaires", "questionnaire-new", "questionnaire", "questionnaire-file", "questionnaire-preview");
        plain("questionnaire-upload", "questionnaire-settings", "questionnaire-page", "questionnaire-item");
        plain("questionnaire-scale", "questionnaires-list", "questionnaire-read", "questionnaire-checks");
        plain(
                "questionnaire-publish",
                "questionnaire-yaml",
                "questionnaire-lss",
                "questionnaire-take",
                "questionnaire-delete",
                "questionnaire-schema");
        sending("questionnaire-create", "title=Weeks&language=en");
        plain("questionnaires-included");
        sending("questionnaire-include", "{\"included\":\"readiness\"}");
        sending("questionnaire-included-copy", "included=readiness");
        sending("questionnaire-copy", "plugin=survey-maturity");
        sending("questionnaire-paste", "text=" + encoded(QUESTIONNAIRE));
        sending("questionnaire-file-save", "version=<version>&text=" + encoded(QUESTIONNAIRE));
        sending("questionnaire-make", "{\"questionnaire\":" + QUESTIONNAIRE + "}");
        sending("questionnaire-write", "{\"questionnaire\":" + QUESTIONNAIRE + "}");
        sending("questionnaire-publish-form", "version=<version>");
        sending("questionnaire-delete-form", "version=<version>");
        sending(
                "questionnaire-settings-save",
                "version=<version>&title.en=Weeks&purpose.en=Why&minutes=3&smallestGroup=5&languages=en");
        sending("questionnaire-page-add", "version=<version>&title=More");
        sending("questionnaire-page-save", "version=<version>&title.en=Other");
        sending("questionnaire-page-move", "version=<version>&by=up");
        sending("questionnaire-page-delete", "version=<version>");
        sending("questionnaire-item-add", "version=<version>&kind=text&text=Why");
        sending(
                "questionnaire-item-save",
                "version=<version>&text.en=Well&about.en=Weeks&min=1&point.1.en=No&point.2.en=Yes&required=yes");
        sending("questionnaire-item-kind", "version=<version>&kind=long-text");
        sending("questionnaire-item-row", "version=<version>&text=Also");
        sending("questionnaire-item-move", "version=<version>&by=down");
        sending("questionnaire-item-delete", "version=<version>");
        sending("questionnaire-scale-add", "version=<version>&name=Strength");
        sending(
                "questionnaire-scale-save",
                "version=<version>&name.en=Start&meaning.en=Good&minAnswered=1&counts.pace=yes&weight.pace=1");
        sending("questionnaire-scale-delete", "version=<version>");
        plain("wave-course", "survey-invite-stop", "survey-reminders-stop", "wave-invite-stop", "wave-reminders-stop");
        plain("survey-link", "survey-link-remove", "wave-link", "wave-link-remove", "join", "join-begin");
        sending("survey-link-make", "most=100");
        sending("wave-link-make", "{\"most\":100}");
        sending("survey-change", PLANNED_FIELDS);
        sending("wave-change", PLANNED);
        for (String id : new String[] {"survey-plan", "survey-delete", "wave-delete", "survey-change", "wave-change"}) {
            ROWS.computeIfPresent(id, (route, row) -> row.naming("wave", "plannedWave"));
        }
        plain("survey-report", "survey-report-pdf", "shared-report", "shared-report-pdf", "report-unlink-form");
        plain("wave-report", "wave-report-pdf", "wave-results-xlsx", "wave-codebook", "report-links", "report-unlink");
        sending("report-link", "{\"days\":7}");
        sending("report-link-form", "days=7");
        plain("my-waves", "my-survey", "wave-answers", "answer-start", "answer-page");
        plain("plans", "plan", "plan-step", "plan-builders-list", "plans-list", "plan-get", "plan-review");
        plain("plan-approve", "plan-dispatch", "plan-dispatch-form", "plan-step-remove");
        plain(
                "message",
                "message-get",
                "message-preview",
                "message-picture",
                "message-file",
                "message-format",
                "message-variant-remove");
        plain("vocabulary", "vocabulary-list", "vocabulary-remove", "vocabulary-remove-form");
        sending("message-variant-save", "{\"subject\":\"Kommt mit\",\"words\":\"Es hilft.\"}");
        sending("message-save-form", "version=<version>&subject=Come+along&words=It+helps");
        sending("message-remove-form", "version=<version>&variant=<variant>");
        sending("message-lead", "{\"link\":\"https://learn.example/x\",\"deadline\":\"<nextWeek>\"}");
        sending("message-lead-form", "version=<version>&link=https%3A%2F%2Flearn.example%2Fx&deadline=<nextWeek>");
        sending("message-term", "{\"variant\":\"default\",\"term\":\"synergy\",\"take\":false}");
        sending("message-term-form", "version=<version>&variant=default&term=synergy&take=no");
        sending("message-overrule", "{\"reason\":\"The law says it so\"}");
        sending("message-overrule-form", "version=<version>&reason=The+law+says+it+so");
        sending("message-check", "{\"subject\":\"Come along\",\"words\":\"It helps\"}");
        sending("vocabulary-add", "{\"language\":\"en\",\"term\":\"synergy\",\"instead\":\"working together\"}");
        sending("vocabulary-add-form", "language=en&term=synergy&instead=working+together");
        sending("vocabulary-limit", "{\"lix\":50}");
        sending("vocabulary-limit-form", "lix=50");
        plain("measures", "measure-new", "measure", "measures-list", "measure-get", "measure-remove");
        plain("measure-decision", "wave-measures", "survey-measures");
        sending("measure-add", MEASURE);
        sending("measure-add-form", MEASURE_FIELDS);
        sending("measure-change", MEASURE);
        sending("measure-change-form", "version=<version>&" + MEASURE_FIELDS);
        sending("measure-remove-form", "version=<version>");
        sending("measure-decide", "{\"state\":\"NOT_NOW\",\"note\":\"Too early\",\"owner\":\"The team\"}");
        sending("measure-decide-form", "version=<version>&state=NOT_NOW&note=Too+early&owner=The+team");
        plain(
                "my-week",
                "my-week-read",
                "hand-overs",
                "hand-overs-list",
                "stakeholders",
                "stakeholders-list",
                "stakeholder-get");
        plain("business-case", "business-settings", "business-case-get", "business-settings-get");
        plain("priority-new", "priority", "priorities-list", "priority-get", "priority-remove");
        plain("programme-new", "programme", "programme-edit", "programme-pdf", "programmes-list", "programme-get");
        plain("programme-remove", "programme-case", "programme-case-pdf", "pilots", "pilot-new", "pilot", "pilot-edit");
        plain("pilot-pdf", "pilots-list", "pilot-get", "pilot-remove", "pilot-start", "pilot-result");
        plain("pilot-result-pdf");
        sending(
                "business-settings-form",
                "version=<version>&currency=EUR&perDay=500&perHour=0&learningMinutes=60&workHours=40");
        sending(
                "business-settings-change",
                "{\"currency\":\"EUR\",\"perDay\":500,\"perHour\":0,\"learningMinutes\":60,\"workHours\":40}");
        sending("priority-add", PRIORITY);
        sending("priority-add-form", PRIORITY_FIELDS);
        sending("priority-change", PRIORITY);
        sending("priority-change-form", "version=<version>&" + PRIORITY_FIELDS);
        sending("priority-remove-form", "version=<version>");
        sending("programme-add", PROGRAMME);
        sending("programme-add-form", PROGRAMME_FIELDS);
        sending("programme-change", PROGRAMME);
        sending("programme-change-form", "version=<version>&" + PROGRAMME_FIELDS);
        sending("programme-remove-form", "version=<version>");
        plain("programme-readiness");
        sending("programme-launch", "{\"waiver\":\"Everybody was asked in person\"}");
        sending("programme-launch-form", "version=<version>&waiver=Everybody+was+asked+in+person");
        plain("programme-launch-undo");
        sending("programme-launch-undo-form", "version=<version>");
        sending("programme-win", "{\"measure\":\"protected-time\",\"evidence\":\"Rooms are booked\"}");
        sending("programme-win-form", "version=<version>&measure=protected-time&evidence=Rooms+are+booked");
        sending("programme-win-message-form", "plan=<plan>&audience=<stakeholder>&measure=protected-time");
        sending("programme-win-undo", "{\"measure\":\"protected-time\"}");
        sending("programme-win-undo-form", "version=<version>&measure=protected-time");
        sending("pilot-add", PILOT);
        sending("pilot-add-form", PILOT_FIELDS);
        sending("pilot-change", PILOT);
        sending("pilot-change-form", "version=<version>&" + PILOT_FIELDS);
        sending("pilot-agree", "{\"owner\":\"Ann\",\"success\":\"More take part\",\"least\":5}");
        sending("pilot-agree-form", "version=<version>&owner=Ann&success=More+take+part&least=5");
        sending("pilot-start-form", "version=<version>");
        sending("pilot-message-form", "plan=<plan>&audience=<stakeholder>");
        sending("pilot-remove-form", "version=<version>");
        plain("hand-overs", "hand-overs-list", "stakeholders", "stakeholders-list", "stakeholder-get");
        plain("stakeholder-remove", "stakeholders-usual-form", "plugins", "plugins-list", "outbox", "outbox-summary");
        plain("plugin", "plugin-get", "operator-plugin", "operator-plugin-get");
        plain("operator-plugin-roll-back", "operator-plugin-back");
        plain("learning", "learning-import-page", "learning-problems", "learning-cancel");
        plain("imports-list", "imports-find", "imports-cancel", "take-up-overview");
        plain("operator-home", "operator-door", "operator-plugins", "operator-tenants", "operator-nodes");
        plain("operator-plugins-list", "operator-tenants-list", "operator-nodes-list", "operator-plugin-delete");
        plain("operator-sign-in", "operator-signed-in", "operator-signed-out", "operator-sign-out");
        plain("operator-plugin-remove", "operator-plugin-upload", "operator-plugin-add");
        plain("operator-publishers", "operator-publishers-list", "operator-publisher-restore");
        plain("operator-publisher-restore-form", "platform-home", "theme", "openapi");

        plain(
                "security",
                "my-sessions",
                "my-sessions-list",
                "sessions",
                "sessions-list",
                "my-session-end",
                "session-end");
        plain("my-session-end-form", "session-end-form");
        plain("audit-check", "tokens", "tokens-list", "token-revoke", "token-revoke-form");
        sending("token-make", "{\"name\":\"Report\",\"scopes\":[\"surveys:read\"],\"days\":30}");
        sending("token-make-form", "name=Report&scope=surveys:read&days=30");
        for (String id : new String[] {"audit", "audit-list", "audit-export"}) {
            asking(id, "action=plan.approved&from=<today>&until=<today>");
            asking("operator-" + id, "action=workspace.status&from=<today>&until=<today>");
        }
        plain("operator-audit-check");

        plain("your-data", "exports-list", "export-start", "export-start-form");
        plain("export-delete", "export-delete-form", "export-file");
        plain("erasures-list", "operator-receipts");
        sending("leaving", "{\"leaving\":false}");
        sending("leaving-form", "decision=stay");
        sending("operator-tenant-place", "{\"placement\":\"<placement>\"}");
        sending("operator-tenant-leave", "{\"leaving\":false}");
        sending("erasure-start", "{\"person\":\"<person>\"}");
        sending("erasure-start-form", "person=<person>");
        sending("operator-archive-restore", "key=none&slug=restored&domain=restored.example&placement=POOLED");

        plain("sign-up", "sign-up-sent", "onboarding", "onboarding-progress", "onboarding-password");
        plain("operator-onboardings", "operator-onboardings-list", "operator-onboarding-get");
        plain("operator-onboarding-again", "operator-onboarding-again-form");
        sending("onboarding-begin", "slug=new-here");
        sending(
                "sign-up-ask",
                "organisation=New&slug=new-here&givenName=Ann&familyName=New&email=ann@new.example&language=en"
                        + "&zone=Europe/London&terms=yes");
        sending(
                "operator-onboarding-form",
                "organisation=New&slug=new-here&givenName=Ann&familyName=New&email=ann@new.example&language=en"
                        + "&zone=Europe/London");
        sending("operator-onboarding-add", """
                {"organisation":"New","slug":"new-here","language":"en","timeZone":"Europe/London",
                 "admin":{"givenName":"Ann","familyName":"New","email":"ann@new.example"},"placement":"POOLED"}""");
        asking("workspace-find", "workspace=northbank");
        asking("people", "segment=unit:<unit>&after=<cursor>");
        asking("people-list", "segment=unit:<unit>&after=<cursor>");
        asking("plan-new", "builder=plan-stakeholder");
        asking("take-up", "unit=<learningUnit>&course=<course>");
        asking("board", "unit=<learningUnit>&course=<course>");
        asking("board-read", "unit=<learningUnit>&course=<course>");
        asking("imports-errors", "after=0");

        sending("wave-open", """
                {"plugin":"survey-maturity","title":"Spring","segment":"unit:<unit>","closes":"<nextWeek>T12:00:00Z"}""");
        sending("survey-open", "plugin=survey-maturity&title=Spring&segment=unit:<unit>&closes=<nextWeek>");
        sending("wave-invite", "{\"mail\":false}");
        sending("wave-close", "{}");
        sending("wave-answer", "{\"answers\":{\"<item>\":{\"rating\":3}},\"finished\":false,\"language\":\"en\"}");
        sending("answer-save", "<answers>");
        for (String id : new String[] {"survey-answers", "wave-named-answers", "wave-named-answers-csv"}) {
            ROWS.put(id, new Row("", "", Map.of("wave", "namedWave")));
        }
        ROWS.put("answer-begin", new Row("", "slip=<slip>", Map.of("wave", "anonymousWave", "ticket", "admission")));
        ROWS.put(
                "answer-redeem",
                new Row("", "secret=<secret>&signature=<signature>&unit=<unit>", Map.of("wave", "anonymousWave")));
        sending("plan-draft", """
                {"builder":"plan-stakeholder","objective":"Everybody handles data safely",
                 "answers":{"startDate":"<start>","programme":"Safe data","gain":"keep data safe","weeks":"8"}}""");
        sending(
                "plan-draft-form",
                "builder=plan-stakeholder&objective=Everybody+handles+data+safely&answers.startDate=<start>"
                        + "&answers.programme=Safe+data&answers.gain=keep+data+safe&answers.weeks=8");
        sending("plan-review-form", "version=<version>");
        sending("plan-approve-form", "version=<version>");
        sending("plan-step-add", STEP);
        sending("plan-step-add-form", STEP_FIELDS);
        sending("plan-step-change", STEP);
        sending("plan-step-form", STEP_FIELDS);
        sending("plan-step-remove-form", "version=<version>");
        plain("plan-step-release");
        sending("plan-step-release-form", "version=<version>");
        sending("plan-step-move", "{\"days\":7}");
        sending("plan-step-move-form", "version=<version>&days=7");
        plain("plan-history", "plan-comparison", "plan-changes", "plan-comments", "plan-comment-resolve-form");
        sending("plan-restore-form", "version=<version>&restored=<version>");
        plain("plan-reach", "plan-reach-get", "reach-counting", "reach-counting-get", "step-link", "step-seen");
        sending("reach-counting-set", "{\"clicks\":true,\"opens\":true}");
        sending("reach-counting-form", "version=<version>&clicks=yes&opens=yes");
        sending("plan-hold-out", "{\"percent\":0}");
        sending("plan-hold-out-form", "version=<version>&percent=0");
        sending("plan-accountable-form", "version=<version>&accountable=<personMail>");
        plain("plan-readers", "plan-comments-list", "plan-comment-resolve", "plan-versions-list", "plan-compare");
        plain("plan-template-keep", "plan-templates-list", "plan-template-remove", "plan-findings");
        plain("plan-calendar-get", "plan-day-remove");
        sending("plan-comment-add", "{\"text\":\"Is this plain?\"}");
        sending("plan-restore", "{\"version\":<version>}");
        sending("plan-copy-make", "{\"title\":\"Once more\"}");
        sending("plan-template-begin", "{\"start\":\"<nextWeek>\"}");
        sending("plan-calendar-set", "{\"region\":\"DE-BY\"}");
        sending("plan-day-add", "{\"name\":\"Closed\",\"from\":\"<nextWeek>\",\"kind\":\"DAY_OFF\"}");
        sending("plan-comment-mention-form", "text=Is+this+plain%3F&who=Ann");
        sending("plan-comment-form", "text=Is+this+plain%3F");
        plain("plan-copy", "plan-templates", "plan-template-keep-form", "plan-template-remove-form");
        sending("plan-copy-form", "title=Once+more");
        sending("plan-template-begin-form", "start=<nextWeek>");
        plain("plan-calendar", "plan-day-remove-form", "plan-feed-read-form", "plan-feed-remove-form");
        sending("plan-feed-add-form", "feedName=Company&address=<feedAddress>");
        sending("plan-feed-add", "{\"name\":\"Company\",\"address\":\"<feedAddress>\"}");
        plain("plan-feeds-list", "plan-feed-get", "plan-feed-read", "plan-feed-remove");
        sending("plan-calendar-form", "usualRegion=DE-BY");
        sending("plan-day-add-form", "name=Closed&from=<nextWeek>&to=<nextWeek>&region=&kind=DAY_OFF");
        sending("stakeholder-add", STAKEHOLDER);
        sending("stakeholder-add-form", STAKEHOLDER_FIELDS);
        sending("stakeholder-change", STAKEHOLDER);
        sending("stakeholder-change-form", "version=<version>&" + STAKEHOLDER_FIELDS);
        plain("stakeholder-suggestions", "stakeholder-suggestions-list");
        plain("voices", "voices-get");
        plain("effect", "effect-get", "plan-effect", "plan-effect-get", "plan-hypothesis-get");
        plain("plan-effect-start", "plan-effect-start-form", "plan-effect-cancel", "plan-effect-cancel-form");
        sending("plan-hypothesis-change", "{\"words\":\"More take part\",\"course\":\"\",\"least\":6}");
        sending("plan-hypothesis-form", "version=0&words=More+take+part&course=&least=6");
        sending("stakeholder-suggestion", "{\"yes\":false}");
        sending("stakeholder-suggestion-form", "say=NO");
        plain("stakeholder-unrelate", "stakeholder-unrelate-form");
        sending("stakeholder-relate", "{\"to\":\"<otherStakeholder>\",\"kind\":\"ADVISES\"}");
        sending("stakeholder-relate-form", "to=<otherStakeholder>&kind=ADVISES");
        sending("stakeholder-move", "{\"power\":4,\"interest\":2}");
        sending("stakeholder-move-form", "version=<version>&power=4&interest=2");
        sending("stakeholder-remove-form", "version=<version>");
        sending("plugin-set", "{\"enabled\":true}");
        sending("plugin-choose", "enabled=true");
        sending("plugin-follow", "follows=stable");
        plain("operator-plugin-promote", "operator-plugin-anew", "operator-plugin-anew-form");
        plain("plugin-calls", "plugin-calls-list");
        sending("operator-plugin-release", "{\"version\":\"<version>\"}");
        sending("operator-plugin-try", "version=1.0.0&percent=10&tenants=");
        sending("operator-plugin-trial", "{\"version\":\"1.0.0\",\"percent\":10}");
        plain("plugin-settings", "plugin-settings-read");
        sending("plugin-settings-save", "value.completionCategory=Result");
        sending("plugin-settings-try", "value.completionCategory=Result");
        sending("plugin-settings-set", "{\"values\":{\"completionCategory\":\"Result\"}}");
        ROWS.entrySet().stream()
                .filter(row -> row.getKey().startsWith("plugin-settings"))
                .forEach(row -> row.setValue(row.getValue().naming("plugin", "connector")));
        sending("outbox-decide", "{\"decision\":\"SEND_AGAIN\"}");
        sending("outbox-decide-form", "decision=SEND_AGAIN");
        plain("mailing", "mailings-list", "mailing-get", "mailing-mails");
        sending("mailing-steer", "{\"deed\":\"PAUSE\"}");
        sending("mailing-steer-form", "deed=PAUSE");
        sending("learning-import", "connector=lms-oneroster");
        sending("imports-start", "connector=lms-oneroster");
        plain("first-steps");
        plain("people-uploads", "people-upload", "people-upload-undo-form", "people-upload-stop-form");
        plain("people-uploads-list", "people-upload-get", "people-upload-changes", "people-upload-notes");
        plain("people-upload-undo", "people-upload-stop", "people-sources", "people-sources-read");
        plain("people-upload-apply-form");
        sending("people-upload-form", "whole=yes");
        sending("people-upload-check", "whole=true");
        sending("people-upload-apply", "{\"sure\":true}");
        sending("people-sources-form", "first=file&second=directory&third=learning");
        sending("people-sources-set", "{\"order\":[\"file\",\"directory\",\"learning\"]}");
        sending("operator-tenant-set", "{\"status\":\"ACTIVE\"}");
        sending("operator-tenant-status", "status=ACTIVE");
        sending("operator-publisher-approve", """
                {"publisher":"<newPublisher>","name":"Partner","publicKey":"<publicKey>","own":false}""");
        sending("operator-publisher-approve-form", "publisher=<newPublisher>&name=Partner&publicKey=<publicKey>");
        sending("operator-publisher-key-add", "{\"publicKey\":\"<publicKey>\"}");
        sending("operator-publisher-key-form", "publicKey=<publicKey>");
        sending("operator-publisher-key-revoke", "{\"reason\":\"Lost\"}");
        sending("operator-publisher-key-revoke-form", "reason=Lost");
        sending("operator-publisher-revoke", "{\"reason\":\"Sold\"}");
        sending("operator-publisher-revoke-form", "reason=Sold");
        sending("operator-publisher-own", "{\"own\":false}");
        sending("operator-publisher-own-form", "own=false");
        sending("backchannel-logout", "logout_token=no.real.token");

        plain("webhooks", "webhook", "webhooks-list", "webhook-read", "webhook-remove", "webhook-remove-form");
        plain("webhook-ping", "webhook-ping-form", "webhook-resend", "webhook-resend-form");
        asking("webhook-deliveries", "state=FAILED");
        sending("webhook-make", "{\"url\":\"<hook>\",\"events\":[\"survey.opened\"]}");
        sending("webhook-make-form", "url=<hook>&event=survey.opened");
        sending("webhook-change", "{\"url\":\"<hook>\",\"events\":[\"survey.closed\"],\"on\":true}");
        sending("webhook-change-form", "url=<hook>&event=survey.closed&on=true&version=<version>");
        sending("webhook-secret", "{\"hours\":24}");
        sending("webhook-secret-form", "hours=24");
        sending("webhook-replay", "{\"since\":\"<today>T00:00:00Z\",\"all\":false}");
        sending("webhook-replay-form", "hours=24");

        plain("benchmark", "benchmark-read", "operator-benchmark", "operator-benchmark-read");
        plain("operator-benchmark-form", "operator-benchmark-release");
        sending("benchmark-form", "sector=HEALTH&size=LARGE&region=ASIA");
        sending("benchmark-set", """
                {"sector":"HEALTH","size":"LARGE","region":"ASIA","instruments":[]}""");

        plain("focus-groups", "focus-group-new", "focus-group", "focus-groups-list", "focus-group-get", "focus-cancel");
        plain("focus-cancel-form", "focus-session", "my-focus-groups", "focus-notes-list", "focus-note-remove");
        plain("focus-themes", "focus-themes-csv", "focus-quotes-csv", "focus-themes-read", "focus-codes");
        plain("focus-codes-list", "focus-code-remove", "focus-invitation", "focus-calendar", "focus-forget");
        plain("focus-forget-form");
        sending("focus-group-make", """
                {"topic":"Why courses stop","wave":"<wave>","segment":"unit:<unit>","seats":6,"begins":"<nextWeek>T10:00",
                 "zone":"Europe/London","minutes":60,"place":"Room 1","moderator":"<person>"}""");
        sending(
                "focus-group-make-form",
                "topic=Why+courses+stop&wave=<wave>&segment=unit:<unit>&seats=6&day=<nextWeek>&time=10:00&minutes=60"
                        + "&place=Room+1&moderator=<person>&language=en&keepDays=30");
        sending("focus-invite", "{\"many\":1}");
        sending("focus-invite-form", "many=1");
        plain("focus-guide", "focus-guide-get");
        sending("focus-guide-form", "version=<version>&questions=What+happened%3F");
        sending("focus-guide-change", "{\"questions\":[\"What happened?\"]}");
        sending("focus-recruit", "{\"beyond\":1}");
        sending("focus-recruit-form", "beyond=1");
        sending("focus-note-add", "{\"text\":\"No time\",\"codes\":[\"<focusCode>\"]}");
        sending("focus-note-form", "speaker=0&text=No+time&code=<focusCode>");
        sending("focus-note-change", "{\"text\":\"No time\",\"codes\":[\"<focusCode>\"]}");
        sending("focus-note-change-form", "version=<version>&speaker=0&text=No+time&code=<focusCode>");
        sending("focus-note-remove-form", "version=<version>");
        sending("focus-code-add", "{\"label\":\"No time\",\"joins\":\"SCALE\",\"joined\":\"learner\"}");
        sending("focus-code-add-form", "label=No+time&joins=SCALE&joined=learner");
        sending("focus-code-change", "{\"label\":\"No time\"}");
        sending("focus-code-change-form", "version=<version>&label=No+time&joins=NOTHING");
        sending("focus-code-remove-form", "version=<version>");
        sending("focus-reply", "say=COME");
        sending("focus-consent", "what=NOTES&say=NO");
        plain("told", "told-links-end", "told-link", "told-link-end", "my-wishes", "unsubscribe", "wishes");
        plain("wishes-read", "wishes-suppressed", "inbox", "inbox-events", "inbox-read-all", "inbox-list");
        sending("told-save", TOLD_FIELDS);
        sending("told-link-save", TOLD_FIELDS);
        sending("my-wishes-set", """
                {"channels":["CHAT","EMAIL"],"days":["MONDAY"],"from":"09:00","to":"17:00","zone":"Europe/London",
                 "aWeek":3,"language":"en","tellers":["PEER"],"without":["plan-step"],"opens":true}""");
        sending("unsubscribe-now", "List-Unsubscribe=One-Click");
        sending("wishes-cap-form", "version=<version>&most=5");
        sending("wishes-cap-set", "{\"most\":5}");
        sending("inbox-act-form", "deed=READ");
        sending("inbox-act", "{\"deed\":\"READ\"}");
        plain(
                "ask",
                "my-questions",
                "my-questions-list",
                "faq-entry",
                "faq-get",
                "questions",
                "question",
                "question-get");
        plain(
                "ask",
                "my-questions",
                "my-questions-list",
                "faq-entry",
                "faq-get",
                "questions",
                "question",
                "question-get");
        plain("question-withdraw");
        plain("skill-roles", "skill-roles-list", "skill-role-remove", "skill-role-remove-form");
        plain("my-skills", "my-skills-read");
        sending(
                "skill-role-add",
                "{\"name\":\"Trainer\",\"skills\":[{\"name\":\"To ask well\",\"course\":\"<course>\"}]}");
        sending("skill-role-add-form", "name=Trainer&skill=To+ask+well&course=<course>");
        sending("my-skills-form", "role=<skillRole>");
        sending("my-skills-set", "{\"roles\":[\"<skillRole>\"]}");
        plain("obstacle-tell", "barriers-list");
        asking("obstacles", "barrier=time");
        asking("obstacles-list", "barrier=time");
        sending("obstacle-tell-form", "text=There+is+no+quiet+room&once=abc");
        sending("obstacle-add", "{\"text\":\"There is no quiet room\"}");
        sending("obstacle-tag", "{\"barrier\":\"time\"}");
        sending("obstacle-tag-form", "version=<version>&barrier=time");
        asking("faq", "search=course&category=Start");
        asking("faq-list", "search=course");
        asking("questions-list", "state=NEW");
        sending("ask-form", "text=How+do+I+find+a+good+course&who=TEAM&from=board&checked=yes");
        sending("question-ask", "{\"text\":\"How do I find a good course?\",\"named\":false,\"from\":\"board\"}");
        sending("faq-similar", "{\"text\":\"How do I find a good course?\"}");
        sending("faq-helped", "{\"helped\":true}");
        sending("faq-helped-form", "helped=NO");
        sending("faq-vote", "{\"vote\":true}");
        sending("faq-vote-form", "vote=YES");
        for (String id : new String[] {"faq-vote", "faq-vote-form"}) {
            ROWS.computeIfPresent(id, (route, row) -> row.naming("faqEntry", "openQuestion"));
        }
        sending("question-care", "{\"owner\":\"<person>\",\"listed\":true}");
        sending("question-care-form", "version=<version>&owner=<person>&due=<nextWeek>&listed=yes");
        sending("question-reply", "{\"text\":\"Look at the list of your team.\",\"language\":\"en\"}");
        sending("question-reply-form", "version=<version>&text=Look+at+the+list+of+your+team.&language=en");
        sending("question-publish", "{\"categories\":[\"Start\"],\"language\":\"en\",\"reason\":\"A test\"}");
        sending("question-publish-form", "version=<version>&categories=Start&language=en&question=How&answer=So.");
        sending("question-withdraw-form", "version=<version>");
        sending("question-done", "{\"text\":\"There is a list now.\"}");
        sending("question-done-form", "version=<version>&text=There+is+a+list+now.");
        sending("question-merge", "{\"into\":\"<openQuestion>\"}");
        sending("question-merge-form", "version=<version>&into=<openQuestion>");
        sending("question-gather-form", "version=<version>&other=<laterQuestion>:1");
        sending("question-close", "{\"reason\":\"It is no question.\"}");
        sending("question-close-form", "version=<version>&reason=It+is+no+question.");
        plain("usage", "usage-read", "operator-usage", "operator-usage-list", "operator-quota", "operator-quota-read");
        sending("operator-quota-set", "{\"people\":1000000,\"apiAMinute\":1000000}");
        sending("operator-quota-form", "people=1000000&apiAMinute=1000000");
        plain("reference", "reference-area", "operator-reference", "operator-reference-area");
        plain("problems", "problem-type");
        sending("oauth-token", "grant_type=client_credentials");

        plain("scim-config", "scim-types", "scim-type", "scim-schemas", "scim-schema");
        plain("scim-user", "scim-user-remove", "scim-group", "scim-group-remove");
        asking("scim-groups", "startIndex=1&count=10");
        sending("scim-group-add", "{\"displayName\":\"Trainers\"}");
        sending("scim-group-put", "{\"displayName\":\"Trainers\"}");
        sending("scim-group-patch", """
                {"Operations":[{"op":"replace","path":"displayName","value":"Trainers"}]}""");
        asking("scim-users", "startIndex=1&count=10");
        sending("scim-user-add", "{\"userName\":\"new@example.org\",\"active\":false}");
        sending("scim-user-put", "{\"userName\":\"put@example.org\",\"active\":false}");
        sending("scim-user-patch", """
                {"Operations":[{"op":"replace","path":"displayName","value":"Pat"}]}""");

        plain("sso", "sso-try", "sso-tried", "sso-domain-check", "sso-domain-remove", "sso-renew", "sso-enforce");
        plain("sso-relax", "sso-discard", "sso-emergency-add", "sso-emergency-remove", "sso-saml-upload");
        sending("sso-domain-add", "domain=new.example");
        sending("sso-oidc", "discovery=https://login.new.example&clientId=takeup&secret=for-tests");
        sending("sso-saml", "metadata=none");
        sending("sso-secret", "secret=for-tests");
        sending("sso-names", "email=email&groups=groups");
        sending("sso-roles", "ADMIN=learning-leads&PLANNER=learning-team&MANAGER=line-managers");
        sending(
                "settings-change",
                "{\"name\":\"Another name\",\"smallestGroup\":6,\"officeHours\":\"00:00-00:00\",\"quietHours\":\""
                        + QUIET_FROM + "-" + QUIET_TO + "\"}");
        plain("logo", "logo-read", "logo-set", "logo-set-form", "logo-remove", "logo-remove-form");
        plain(
                "operator-archives",
                "operator-tenant-life",
                "operator-restoring-cancel",
                "operator-restoring-cancel-form");
        sending("operator-archive-form", "key=none&slug=restored&domain=restored.example&placement=POOLED");
        sending("operator-tenant-place-form", "placement=<placement>");
        sending("operator-tenant-leave-form", "decision=STAY");
        plain("settings", "settings-read", "operator-tenant-file", "tenant-schema");
        sending(
                "settings-save",
                "version=<version>&name=Another+name&language=en&officeFrom=00:00&officeTo=00:00&quietFrom="
                        + QUIET_FROM + "&quietTo=" + QUIET_TO);
        sending("operator-tenant-files-plan", "{\"files\":{}}");
        // The plan of no files is the empty one, which SHA-256 names so.
        sending("operator-tenant-files-apply", """
                {"files":{},"digest":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}""");

        for (String id : new String[] {"hand-over", "hand-over-said", "hand-over-said-form", "my-week-said"}) {
            ROWS.put(id, new Row("", "", Map.of()).naming("step", "handedOver"));
        }
        ROWS.put("hand-over-note-form", new Row("", "note=They+laughed", Map.of()).naming("step", "handedOver"));
        for (String id : new String[] {"plan-hand-overs", "hand-over-again-form", "hand-over-next-form"}) {
            ROWS.put(id, new Row("", "", Map.of()).naming("plan", "handedOverPlan"));
        }
        plain("chats", "chat-try-form", "chat-remove-form", "my-calendar", "my-calendar-form");
        plain("my-calendar-revoke-form", "calendar-feed");
        plain("chats-list", "chat-try", "chat-remove", "my-calendars-list", "my-calendar-make", "my-calendar-revoke");
        plain("plan-calendar-make", "plan-calendar-revoke", "inbox-read");
        sending("chat-add", "{\"service\":\"TEAMS\",\"name\":\"Learning\",\"url\":\"<hook>\"}");
        sending("chat-add-form", "service=TEAMS&name=Learning&url=<hook>");
        sending("chat-decide-form", "decision=SEND_AGAIN");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static void plain(String... routes) {
        Arrays.stream(routes).forEach(route -> ROWS.put(route, new Row("", "", Map.of())));
    }

    private static void asking(String route, String query) {
        ROWS.put(route, new Row(query, "", Map.of()));
    }

    private static void sending(String route, String body) {
        ROWS.put(route, new Row("", body, Map.of()));
    }

    static boolean has(Route route) {
        return ROWS.containsKey(route.id());
    }

    static Row of(Route route) {
        Row row = ROWS.get(route.id());
        if (row == null) {
            throw new AssertionError("Say in RouteRows how " + route.id() + " is called");
        }
        return row;
    }
}
