package org.takeup.demo.journey;

import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.SelectOption;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.takeup.demo.Company;
import org.takeup.demo.SharedDemo;

/** One example of every page, from the demo's sample data. */
final class Sights {
    private static final String HOME = "/w/" + Company.NORTHBANK.alias();
    private static final String FIRST_SURVEY = "Where we stand";

    private Sights() {}

    static List<Sight> all() {
        return List.of(
                Sight.of("platform-home", Reader.STRANGER, "/"),
                Sight.of("sign-up", Reader.STRANGER, "/sign-up"),
                Sight.of("sign-up-sent", Reader.STRANGER, "/sign-up-sent"),
                new Sight("onboarding", Reader.STRANGER, any -> SignedUp.link()),
                Sight.of("operator-onboardings", Reader.OPERATOR, "/operator/onboardings"),
                Sight.of("signed-out", Reader.STRANGER, HOME + "/signed-out"),
                Sight.of("operator-signed-out", Reader.STRANGER, "/operator/signed-out"),
                new Sight("answer-start", Reader.STRANGER, any -> invitation()),
                new Sight("answer-page", Reader.STRANGER, any -> invitation() + "/1"),
                new Sight("survey-answers", Reader.LEAD, Sights::namedAnswers),
                Sight.of("home", Reader.LEAD, HOME + "/"),
                Sight.of("home", Reader.MANAGER, HOME + "/"),
                Sight.of("home", Reader.LEARNER, HOME + "/"),
                Sight.of("first-steps", Reader.LEAD, HOME + "/first-steps"),
                Sight.of("board", Reader.LEAD, HOME + "/board"),
                Sight.of("board", Reader.MANAGER, HOME + "/board"),
                new Sight("board", Reader.LEAD, Sights::boardOfOneUnit),
                Sight.of("benchmark", Reader.LEAD, HOME + "/benchmark"),
                Sight.of("operator-benchmark", Reader.OPERATOR, "/operator/benchmark"),
                Sight.of("surveys", Reader.LEAD, HOME + "/surveys"),
                Sight.of("survey-new", Reader.LEAD, HOME + "/surveys/new"),
                Sight.of("survey-panel", Reader.LEAD, HOME + "/surveys/panel"),
                Sight.of("questionnaires", Reader.LEAD, HOME + "/questionnaires"),
                Sight.of("questionnaire-new", Reader.LEAD, HOME + "/questionnaires/new"),
                new Sight("questionnaire", Reader.LEAD, Editor.at("")),
                new Sight("questionnaire-settings", Reader.LEAD, Editor.at("/settings")),
                new Sight("questionnaire-page", Reader.LEAD, Editor.at("/pages/weeks")),
                new Sight("questionnaire-item", Reader.LEAD, Editor.at("/items/pace")),
                new Sight("questionnaire-item", Reader.LEAD, Editor.at("/items/helped")),
                new Sight("questionnaire-scale", Reader.LEAD, Editor.at("/scales/start")),
                new Sight("questionnaire-file", Reader.LEAD, Editor.at("/file")),
                new Sight("questionnaire-preview", Reader.LEAD, Editor.at("/preview?language=en")),
                Sight.of("instrument", Reader.LEAD, HOME + "/instruments/survey-maturity"),
                Sight.of("instrument", Reader.LEAD, HOME + "/instruments/survey-barriers"),
                new Sight("survey", Reader.LEAD, behind("/surveys", FIRST_SURVEY)),
                new Sight("survey-plan", Reader.LEAD, Sights::plannedSurvey),
                new Sight("survey-link", Reader.LEAD, Sights::linkOfSurvey),
                new Sight("survey-live", Reader.LEAD, behind("/surveys", "Three months on", "See live results")),
                new Sight(
                        "survey-words",
                        Reader.LEAD,
                        behind("/surveys", FIRST_SURVEY, "See the results", "What people wrote")),
                new Sight("survey-coding", Reader.LEAD, Sights::coding),
                new Sight("join", Reader.LEAD, Sights::joined),
                new Sight("survey-preview", Reader.LEAD, behind("/surveys", FIRST_SURVEY, "See every question")),
                new Sight("survey-results", Reader.LEAD, behind("/surveys", FIRST_SURVEY, "See the results")),
                new Sight(
                        "survey-maturity",
                        Reader.LEAD,
                        behind("/surveys", FIRST_SURVEY, "See the results", "Maturity beside its outcomes")),
                new Sight(
                        "survey-report",
                        Reader.LEAD,
                        behind("/surveys", FIRST_SURVEY, "See the results", "For a director")),
                new Sight("shared-report", Reader.STRANGER, any -> sharedReport()),
                new Sight(
                        "survey-measures",
                        Reader.LEAD,
                        behind("/surveys", FIRST_SURVEY, "See the results", "What to do")),
                Sight.of("measures", Reader.LEAD, HOME + "/measures?need=means"),
                Sight.of("measure-new", Reader.LEAD, HOME + "/measures/new"),
                Sight.of("measure", Reader.LEAD, HOME + "/measures/protected-time"),
                Sight.of("business-case", Reader.LEAD, HOME + "/business-case"),
                Sight.of("business-settings", Reader.LEAD, HOME + "/business-case/settings"),
                Sight.of("priority-new", Reader.LEAD, HOME + "/priorities/new"),
                new Sight("priority", Reader.LEAD, CaseMade::priority),
                Sight.of("programme-new", Reader.LEAD, HOME + "/programmes/new"),
                new Sight("programme", Reader.LEAD, CaseMade::programme),
                new Sight("programme-edit", Reader.LEAD, lead -> CaseMade.programme(lead) + "/edit"),
                Sight.of("pilots", Reader.LEAD, HOME + "/pilots"),
                Sight.of("pilot-new", Reader.LEAD, HOME + "/pilots/new"),
                new Sight("pilot", Reader.LEAD, CaseMade::pilot),
                new Sight("pilot-edit", Reader.LEAD, lead -> CaseMade.pilot(lead) + "/edit"),
                Sight.of("focus-groups", Reader.LEAD, HOME + "/focus-groups"),
                Sight.of("focus-group-new", Reader.LEAD, HOME + "/focus-groups/new"),
                Sight.of("focus-themes", Reader.LEAD, HOME + "/focus-themes"),
                Sight.of("focus-codes", Reader.LEAD, HOME + "/focus-codes"),
                new Sight("focus-group", Reader.LEAD, lead -> FocusTalk.made(lead, "A talk to look at")),
                new Sight("focus-session", Reader.LEAD, lead -> FocusTalk.made(lead, "Notes to look at") + "/session"),
                new Sight("focus-guide", Reader.LEAD, lead -> FocusTalk.made(lead, "Questions to look at") + "/guide"),
                Sight.of("my-focus-groups", Reader.MANAGER, HOME + "/my-focus-groups"),
                Sight.of("ask", Reader.LEARNER, HOME + "/ask?from=home"),
                Sight.of("skill-roles", Reader.LEAD, HOME + "/skill-roles"),
                Sight.of("my-skills", Reader.LEARNER, HOME + "/my-skills"),
                Sight.of("obstacle-tell", Reader.LEARNER, HOME + "/in-the-way"),
                Sight.of("obstacles", Reader.LEAD, HOME + "/obstacles"),
                Sight.of("my-questions", Reader.LEARNER, HOME + "/my-questions"),
                new Sight("faq-entry", Reader.LEAD, AskedQuestion::published),
                Sight.of("faq", Reader.LEARNER, HOME + "/faq"),
                new Sight("question", Reader.LEAD, AskedQuestion::open),
                Sight.of("questions", Reader.LEAD, HOME + "/questions"),
                new Sight("focus-invitation", Reader.STRANGER, any -> invitedToTalk()),
                Sight.of("stakeholder-suggestions", Reader.LEAD, HOME + "/stakeholder-suggestions"),
                Sight.of("stakeholders", Reader.LEAD, HOME + "/stakeholders"),
                Sight.of("voices", Reader.LEAD, HOME + "/voices"),
                Sight.of("plans", Reader.LEAD, HOME + "/plans"),
                Sight.of("plan-new", Reader.LEAD, HOME + "/plans/new"),
                new Sight("plan", Reader.LEAD, behind("/plans", "Half an hour a week: who says what to whom")),
                new Sight("plan-reach", Reader.LEAD, firstPlanAt("/reach")),
                Sight.of("reach-counting", Reader.LEAD, HOME + "/reach-counting"),
                Sight.of("plan-calendar", Reader.LEAD, HOME + "/plan-calendar"),
                Sight.of("plan-templates", Reader.LEAD, HOME + "/plan-templates"),
                new Sight("plan-history", Reader.LEAD, behind("/plans", PLAN, "Versions")),
                new Sight("plan-comparison", Reader.LEAD, firstVersionOfPlan()),
                Sight.of("effect", Reader.LEAD, HOME + "/effect"),
                new Sight("plan-effect", Reader.LEAD, firstPlanAt("/effect")),
                new Sight("plan-comments", Reader.LEAD, firstPlanAt("/comments")),
                new Sight("plan-copy", Reader.LEAD, behind("/plans", PLAN, "Copy for somebody else")),
                new Sight("plan", Reader.LEAD, firstPlanAt("?view=board")),
                new Sight("plan", Reader.LEAD, firstPlanAt("?view=timeline")),
                new Sight(
                        "plan-step",
                        Reader.LEAD,
                        behind("/plans", "Half an hour a week: who says what to whom", "Edit")),
                Sight.of("my-week", Reader.MANAGER, HOME + "/my-week"),
                new Sight(
                        "message",
                        Reader.LEAD,
                        behind(
                                "/plans",
                                "Half an hour a week: who says what to whom",
                                "Edit",
                                "Variants, checks and formats of its words")),
                Sight.of("vocabulary", Reader.LEAD, HOME + "/vocabulary"),
                Sight.of("hand-overs", Reader.MANAGER, HOME + "/hand-over"),
                new Sight("hand-over", Reader.MANAGER, behind("/hand-over", "your team will ask you")),
                new Sight(
                        "plan-hand-overs",
                        Reader.LEAD,
                        behind(
                                "/plans",
                                "Half an hour a week: who says what to whom",
                                "Who has said it, and what they said differently")),
                Sight.of("outbox", Reader.LEAD, HOME + "/outbox"),
                new Sight("mailing", Reader.LEAD, behind("/outbox", "Survey invitation")),
                Sight.of("chats", Reader.LEAD, HOME + "/chats"),
                Sight.of("my-calendar", Reader.MANAGER, HOME + "/me/calendar"),
                Sight.of("people", Reader.LEAD, HOME + "/people"),
                Sight.of("people-uploads", Reader.LEAD, HOME + "/people/uploads"),
                new Sight("people-upload", Reader.LEAD, Sights::comparedFile),
                Sight.of("people-sources", Reader.LEAD, HOME + "/people/sources"),
                Sight.of("learning", Reader.LEAD, HOME + "/learning"),
                new Sight("learning-import-page", Reader.LEAD, behind("/learning", "oneroster.zip")),
                Sight.of("plugins", Reader.LEAD, HOME + "/plugins"),
                Sight.of("plugin-settings", Reader.LEAD, HOME + "/plugins/lms-oneroster/settings"),
                Sight.of("audit", Reader.LEAD, HOME + "/audit?check=true"),
                Sight.of("inbox", Reader.LEARNER, HOME + "/inbox"),
                Sight.of("told", Reader.LEARNER, HOME + "/how-to-be-told"),
                new Sight("told-link", Reader.STRANGER, any -> Reaching.ofAnn().choose()),
                new Sight(
                        "unsubscribe", Reader.STRANGER, any -> Reaching.ofAnn().unsubscribe()),
                Sight.of("wishes", Reader.LEAD, HOME + "/wishes"),
                Sight.of("my-sessions", Reader.LEARNER, HOME + "/me/sessions"),
                Sight.of("security", Reader.LEAD, HOME + "/security"),
                Sight.of("sso", Reader.LEAD, HOME + "/sign-in-setup"),
                Sight.of("sessions", Reader.LEAD, HOME + "/sessions"),
                Sight.of("tokens", Reader.LEAD, HOME + "/tokens"),
                Sight.of("usage", Reader.LEAD, HOME + "/usage"),
                Sight.of("operator-audit", Reader.OPERATOR, "/operator/audit?check=true"),
                Sight.of("operator-usage", Reader.OPERATOR, "/operator/usage"),
                Sight.of("operator-quota", Reader.OPERATOR, "/operator/tenants/northbank/quota"),
                Sight.of("reference", Reader.LEAD, HOME + "/reference"),
                Sight.of("reference-area", Reader.LEAD, HOME + "/reference/plans"),
                Sight.of("operator-reference", Reader.OPERATOR, "/operator/reference"),
                Sight.of("operator-reference-area", Reader.OPERATOR, "/operator/reference/plugins"),
                Sight.of("problems", Reader.STRANGER, "/problems"),
                Sight.of("problem-type", Reader.STRANGER, "/problems/scope-missing"),
                Sight.of("webhooks", Reader.LEAD, HOME + "/webhooks"),
                Sight.of("settings", Reader.LEAD, HOME + "/settings"),
                new Sight("webhook", Reader.LEAD, Sights::webhook),
                Sight.of("your-data", Reader.LEAD, HOME + "/your-data"),
                Sight.of("operator-plugins", Reader.OPERATOR, "/operator/plugins"),
                Sight.of("plugin", Reader.LEAD, HOME + "/plugins/plan-stakeholder"),
                Sight.of("plugin-calls", Reader.LEAD, HOME + "/plugins/lms-oneroster/calls"),
                Sight.of("operator-plugin", Reader.OPERATOR, "/operator/plugins/plan-stakeholder"),
                Sight.of("operator-publishers", Reader.OPERATOR, "/operator/publishers"),
                Sight.of("operator-archives", Reader.OPERATOR, "/operator/archives"),
                Sight.of("operator-tenant-life", Reader.OPERATOR, "/operator/tenants/northbank/life"),
                Sight.of("operator-tenants", Reader.OPERATOR, "/operator/tenants"),
                Sight.of("operator-nodes", Reader.OPERATOR, "/operator/nodes"));
    }

    /** The page that one comes to from a page of the workspace by links of these names. */
    private static final String PLAN = "Half an hour a week: who says what to whom";

    private static Function<Window, String> firstPlanAt(String more) {
        return window -> {
            String plan = behind("/plans", PLAN).apply(window);
            window.page().navigate(plan + more);
            return window.page().url();
        };
    }

    private static Function<Window, String> firstVersionOfPlan() {
        return firstPlanAt("/history/comparison?from=1&to=1");
    }

    private static Function<Window, String> behind(String path, String... links) {
        return window -> {
            window.open(HOME + path);
            for (String link : links) {
                window.link(link).click();
                window.page().waitForLoadState();
            }
            return window.page().url();
        };
    }

    /** A file with somebody new, a row that cannot be taken, and a manager whom nobody knows. */
    private static String comparedFile(Window window) {
        window.open(HOME + "/people/uploads");
        window.page().locator("#file").setInputFiles(new FilePayload("people.csv", "text/csv", """
                        id,name,email,unit,manager,shoe size
                        901,Nora New,nora.new@northbank.example,Branches,902,39
                        902,Max Manager,max.manager@northbank.example,Branches,77,44
                        903,Wanda Wrong,not an address,Branches,,41
                        """.getBytes(
                        StandardCharsets.UTF_8)));
        window.button("Compare").click();
        window.page().waitForLoadState();
        return window.page().url();
    }

    /** The form of a survey that opens later, which is planned when somebody first looks for it. */
    private static String plannedSurvey(Window window) {
        window.open(HOME + "/surveys");
        if (!window.link("Next year once more").isVisible()) {
            window.open(HOME + "/surveys/new");
            window.page().locator("input[name='plugin']").first().check();
            window.page().locator("#title").fill("Next year once more");
            window.page().locator("details:has(#opens) summary").click();
            window.page().locator("#opens").fill(LocalDate.now().plusDays(30).toString());
            window.page().locator("#closes").fill(LocalDate.now().plusDays(60).toString());
            window.button("Open the survey").click();
            window.page().waitForLoadState();
            window.open(HOME + "/surveys");
        }
        window.link("Next year once more").click();
        window.page().waitForLoadState();
        window.link("Change it").click();
        window.page().waitForLoadState();
        return window.page().url();
    }

    /** The link of the survey that is open, which is made when somebody first looks for it. */
    private static String linkOfSurvey(Window window) {
        var _ = behind("/surveys", "Three months on", "Link and QR code").apply(window);
        if (!window.page().locator("svg[role='img']").isVisible()) {
            window.button("Make the link").click();
            window.page().waitForLoadState();
        }
        return window.page().url();
    }

    /** Where that link leads to. */
    private static String joined(Window window) {
        linkOfSurvey(window);
        return window.page().locator("#poster ~ p code").innerText();
    }

    /** A webhook, which is made when somebody first looks for it. */
    private static String webhook(Window window) {
        window.open(HOME + "/webhooks");
        var first = window.page().locator("h2 a[href*='/webhooks/']").first();
        if (!first.isVisible()) {
            window.page().locator("#url").fill("https://hooks.northbank.example/takeup");
            window.page().locator("#note").fill("Tells the intranet");
            window.page().locator("input[value='audit.exported']").check();
            window.button("Make the webhook").click();
            window.page().waitForLoadState();
        }
        first.click();
        window.page().waitForLoadState();
        return window.page().url();
    }

    private static String boardOfOneUnit(Window window) {
        window.open(HOME + "/board");
        window.page().locator("#unit").selectOption(new SelectOption().setIndex(1));
        window.button("Show").click();
        window.page().waitForLoadState();
        return window.page().url();
    }

    /** The answers of a named survey, which is opened and closed when somebody first looks for them. */
    private static String namedAnswers(Window lead) {
        WorkspaceApi api = WorkspaceApi.of(lead, HOME);
        String wave = api.post(
                        "/waves",
                        Map.of(
                                "plugin", "survey-maturity",
                                "title", "Who would like to help",
                                "segment", "everybody",
                                "privacy", "named",
                                "closes", Instant.now().plus(Duration.ofDays(1)).toString()))
                .path("id")
                .asText();
        api.post("/waves/" + wave + "/close", Map.of());
        String answers = HOME + "/surveys/" + wave + "/answers";
        Poll.until("the answers are there", () -> lead.open(answers) == 200);
        return answers;
    }

    /** Where answers of a named survey are coded, which is opened and closed when somebody first looks for it. */
    private static String coding(Window lead) {
        WorkspaceApi api = WorkspaceApi.of(lead, HOME);
        String wave = api.post(
                        "/waves",
                        Map.of(
                                "plugin", "survey-acceptance",
                                "title", "What would help",
                                "segment", "everybody",
                                "privacy", "named",
                                "closes", Instant.now().plus(Duration.ofDays(1)).toString()))
                .path("id")
                .asText();
        api.post("/waves/" + wave + "/close", Map.of());
        String coding = HOME + "/surveys/" + wave + "/coding";
        Poll.until("the answers are there", () -> {
            lead.open(coding);
            return lead.page().url().endsWith("/coding");
        });
        return coding;
    }

    /** A link to the report of the first survey, as the page shows it once. */
    private static String sharedReport() {
        try (Window lead = Reader.LEAD.window()) {
            lead.go(behind("/surveys", FIRST_SURVEY, "See the results", "For a director")
                    .apply(lead));
            lead.button("Make a link").click();
            lead.page().waitForLoadState();
            return lead.page().locator("code").first().innerText();
        }
    }

    private static String invitedToTalk() {
        try (Window lead = Reader.LEAD.window()) {
            var _ = FocusTalk.made(lead, "An invitation to look at");
        }
        return FocusTalk.link("An invitation to look at");
    }

    /** A link that was mailed to somebody at Northbank for the survey that is open. */
    static String invitation() {
        return SharedDemo.mails().mails().stream()
                .filter(mail -> mail.to().endsWith("@" + Company.NORTHBANK.domain()))
                .filter(mail -> mail.text().contains("/answer/"))
                .map(mail -> mail.text().replaceFirst("(?s).*?(http\\S+/answer/\\S+).*", "$1"))
                .findFirst()
                .orElseThrow();
    }
}
