package org.takeup.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.bson.Document;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.chat.Chats;
import org.takeup.delivery.Eventually;
import org.takeup.delivery.MailCatcher;
import org.takeup.delivery.Outbox;
import org.takeup.focus.FocusThings;
import org.takeup.focus.FocusThings.Invited;
import org.takeup.http.Route;
import org.takeup.identity.SessionRegister;
import org.takeup.identity.company.LocalAdmin;
import org.takeup.identity.company.LocalAdmins;
import org.takeup.identity.company.TestDns;
import org.takeup.inbox.Inbox;
import org.takeup.inbox.InboxMessage;
import org.takeup.learning.Archives;
import org.takeup.people.People;
import org.takeup.people.PersonRecord;
import org.takeup.people.upload.PeopleFiles;
import org.takeup.plan.HandOvers;
import org.takeup.plan.MapThings;
import org.takeup.plan.PlanThings;
import org.takeup.plugin.Packages;
import org.takeup.plugin.PluginSource;
import org.takeup.plugin.packaging.PackageSigner;
import org.takeup.plugin.packaging.PublisherKey;
import org.takeup.preference.Preferences;
import org.takeup.preference.Wanted;
import org.takeup.question.QuestionThings;
import org.takeup.questionnaire.SampleFiles;
import org.takeup.reach.MadeLinks;
import org.takeup.store.TenantCollection;
import org.takeup.survey.privacy.TokenMaker;
import org.takeup.tenant.PageSetting;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Workspace;
import org.takeup.tenant.WorkspaceSettings;
import org.takeup.webhook.Receiver;
import org.takeup.webhook.Webhooks;
import org.takeup.workspace.picture.Pictures;

/**
 * One of everything that a workspace can own, made as its own people make it, by the names that {@link RouteRows} uses.
 * What an object's words say holds the workspace's short name, so that it is known wherever it turns up.
 */
final class OwnThings {
    /** Takes every webhook, so that each delivery comes to rest. */
    private static final Receiver RECEIVER = Receiver.start();

    /** Names that stand for nothing of a tenant, with what is sent. */
    static final Map<String, String> SHARED = Map.ofEntries(
            Map.entry("accent", "1d5c63"),
            Map.entry("plugin", "survey-maturity"),
            Map.entry("part", "weeks"),
            Map.entry("question", "pace"),
            Map.entry("scale", "start"),
            Map.entry("connector", "lms-oneroster"),
            Map.entry("page", "1"),
            Map.entry("area", "surveys"),
            Map.entry("format", "mail"),
            Map.entry("variant", "de"),
            Map.entry("onboarding", "0123456789abcdef01234567"),
            Map.entry("hook", RECEIVER.url()),
            // Nobody answers there: it is added, and says that it could not be read.
            Map.entry("feedAddress", "https://calendar.invalid/company.ics"),
            Map.entry("scimType", "User"),
            Map.entry("scimSchema", "urn:ietf:params:scim:schemas:core:2.0:User"));

    private static final Duration SOON = Duration.ofSeconds(60);
    /** Longer than a webhook rests that could not be reached at first. */
    private static final Duration LONGEST = SOON.multipliedBy(3);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final TestPlatform platform;
    private final Workspace workspace;
    private final String slug;
    private final String base;
    private final Visitor admin;
    private final String csrf;
    private final Map<String, String> ids = new LinkedHashMap<>();

    /** Makes them in a new workspace. Blocks until nothing of it is under way any more. */
    OwnThings(TestPlatform platform, String slug) {
        this(platform, slug, Tenant.Placement.POOLED);
    }

    /** Makes them in a new workspace of this placement. Blocks until nothing of it is under way any more. */
    OwnThings(TestPlatform platform, String slug, Tenant.Placement placement) {
        this.platform = platform;
        this.workspace = platform.tenant(slug, placement);
        this.slug = slug;
        this.base = "/w/" + slug;
        // As many people as a wave needs at least; the first is the admin, who is invited like the others.
        List<PersonRecord> staff = IntStream.range(0, 6).mapToObj(this::person).toList();
        new People().upsert(workspace, staff);
        this.admin = platform.signedIn(workspace, Role.ADMIN, staff.getFirst().personId());
        this.csrf = Visitor.token(admin.get(base + "/").body());
        ids.put("placement", placement.name());
        ids.put("person", staff.getLast().personId());
        ids.put("unit", "Unit of " + slug);
        ids.put("today", workspace.today().toString());
        ids.put("start", workspace.today().plusDays(2).toString());
        ids.put("nextWeek", workspace.today().plusDays(7).toString());
        ids.put("token", token());
        webhook(ids);
        chat(ids);
        ids.put("export", export());
        ids.put("hash", Pictures.logo(platform.platform().logos(), workspace));
        ids.put("session", session());
        ids.put("domain", domain());
        ids.put("account", account());
        ids.put("scimUser", scimUser());
        ids.put("upload", peopleFile(false));
        ids.put("scimGroup", scimGroup());
        ids.put("own", questionnaire());
        survey();
        anonymousSurvey();
        namedSurvey();
        report(ids);
        focusGroup(ids);
        questions(ids, "");
        plans();
        learning();
        reaching(ids);
        awaitRest();
    }

    /** A platform with this mail server, so that each mail comes to rest. */
    static TestPlatform platform(MailCatcher mail) {
        return TestPlatform.start(
                environment -> {
                    var more = new HashMap<>(environment);
                    more.put("TAKEUP_SMTP_URI", mail.uri().toString());
                    more.put("TAKEUP_DNS_SERVER", TestDns.start().address());
                    more.put("TAKEUP_WEBHOOK_PRIVATE_HOSTS", RECEIVER.origin());
                    return more;
                },
                Clock.systemUTC());
    }

    Workspace workspace() {
        return workspace;
    }

    /** An attack on the mapping of roles must not take the admin's own away. */
    private void keepRoles() {
        var now = platform.platform().tenants().bySlug(slug).orElseThrow();
        var wanted = workspace.settings().groupsByRole();
        if (!now.settings().groupsByRole().equals(wanted)) {
            new WorkspaceSettings(platform.platform().tenants())
                    .amend(now, PageSetting.ROLES, settings -> settings.withGroups(wanted), "test");
        }
    }

    /** Their ids by name. */
    Map<String, String> ids() {
        var all = new HashMap<>(SHARED);
        all.putAll(ids);
        return all;
    }

    /** The workspace's admin, who may call everything in it. */
    RouteCall admin() {
        keepRoles();
        return new RouteCall(platform, admin, csrf, base);
    }

    /** The admin's cookie at the door of another workspace. */
    RouteCall adminAt(OwnThings other) {
        return new RouteCall(platform, admin, csrf, other.base);
    }

    /** Nobody at the door of this workspace. */
    RouteCall stranger() {
        return new RouteCall(platform, platform.stranger(), "", base);
    }

    /** Ids for one call of a route that changes something: what it changes is made for this call alone. */
    Map<String, String> idsFor(Route route) {
        keepRoles();
        Map<String, String> fresh = ids();
        String path = route.path();
        if (path.contains("{stakeholder}")) {
            fresh.put("stakeholder", stakeholder());
            fresh.put("version", "1");
            relation(fresh);
        }
        if (path.contains("{measure}")) {
            fresh.put("measure", measure());
            fresh.put("version", path.endsWith("/decision") ? "0" : "1");
        }
        if (path.contains("/business-case/settings") || path.contains("/business-settings")) {
            fresh.put(
                    "version",
                    api("GET", "/business-settings", Map.of(), 1)
                            .path("version")
                            .asText());
        }
        if (path.contains("{priority}") || path.contains("{programme}")) {
            fresh.put("priority", priority());
            fresh.put("programme", programme());
            fresh.put("version", "1");
        }
        if (path.contains("{pilot}")) {
            boolean begins = path.endsWith("/start");
            fresh.put("pilot", pilot(begins));
            fresh.put("version", begins ? "2" : "1");
        }
        if (path.contains("{plan}")) {
            JsonNode plan = planFor(route.id());
            fresh.put("plan", plan.path("id").asText());
            fresh.put(
                    "step",
                    plan.path("steps")
                            .path(route.id().startsWith("plan-step-release") ? 1 : 0)
                            .path("id")
                            .asText());
            fresh.put(
                    "version",
                    path.endsWith("/hypothesis") ? "0" : plan.path("version").asText());
            fresh.put("planComment", PlanThings.comment(workspace, fresh.get("plan")));
            if (path.contains("{variant}") || path.endsWith("/words/removal")) {
                fresh.put("version", variant(plan).path("version").asText());
            }
        }
        if (path.contains("{planTemplate}")) {
            fresh.put("planTemplate", PlanThings.template(workspace, fresh.get("plan")));
        }
        if (path.contains("{planFeed}")) {
            fresh.put("planFeed", PlanThings.feed(workspace));
        }
        if (path.contains("{ownDay}")) {
            fresh.put("ownDay", PlanThings.ownDay(workspace));
        }
        if (path.contains("{term}")) {
            fresh.put("term", term());
        }
        if (path.contains("{wave}") && path.endsWith("/close")) {
            fresh.put("wave", wave());
        }
        if (path.contains("{code}")) {
            fresh.put("code", code(fresh.get("wave")));
        }
        if (route.id().matches("(survey|wave)-(plan|change|delete)")) {
            fresh.put("plannedWave", plannedWave());
            fresh.put("version", "1");
        }
        if (path.contains("{own}")) {
            fresh.put("own", questionnaire());
            fresh.put("version", "1");
        }
        if (path.contains("{domain}")) {
            fresh.put("domain", domain());
        }
        if (path.contains("{account}")) {
            fresh.put("account", account());
        }
        if (path.contains("{session}")) {
            fresh.put("session", session());
        }
        if (path.contains("{scimUser}")) {
            fresh.put("scimUser", scimUser());
            fresh.put("version", "1");
        }
        if (path.contains("{scimGroup}")) {
            fresh.put("scimGroup", scimGroup());
            fresh.put("version", "1");
        }
        if (path.contains("logo")) {
            fresh.put("hash", Pictures.logo(platform.platform().logos(), workspace));
        }
        if (path.contains("/people/uploads")) {
            peopleFiles().awaitRest();
        }
        if (path.contains("{upload}")) {
            fresh.put("upload", peopleFile(path.endsWith("/undo")));
        }
        if (path.contains("{suggestion}")) {
            // What is decided is suggested no more.
            fresh.put("suggestion", MapThings.suggestion(workspace, person(0).personId()));
        }
        if (path.contains("{focusGroup}") || path.contains("{focusCode}")) {
            focusGroup(fresh);
            fresh.put("version", "1");
        }
        if (path.contains("{askedQuestion}") || path.contains("{faqEntry}")) {
            questions(fresh, route.id());
        }
        if (path.endsWith("/speakers") || path.endsWith("/speakers/removal")) {
            // Only a talk that has begun, or was called off, is forgotten.
            api("POST", "/focus-groups/" + fresh.get("focusGroup") + "/cancellation", Map.of(), 1);
        }
        if (path.contains("{webhook}")) {
            webhook(fresh);
        }
        if (path.contains("/chats")) {
            chat(fresh);
        }
        if (path.contains("{chatMessage}")) {
            awaitRest();
            // As if the service had refused it.
            workspace
                    .collection(Chats.COLLECTIONS.getLast())
                    .upsert(fresh.get("chatMessage"), Updates.set("state", "FAILED"));
        }
        if (path.contains("{ask}")) {
            // As if its time were over.
            workspace
                    .collection(HandOvers.COLLECTIONS.getFirst())
                    .upsert(
                            fresh.get("ask"),
                            Updates.combine(Updates.set("due", new Date(0)), Updates.set("state", "OPEN")));
        }
        if (path.contains("/erasures")) {
            String other = UUID.randomUUID().toString();
            new People()
                    .upsert(
                            workspace,
                            List.of(new PersonRecord(
                                    "test-" + slug,
                                    other,
                                    "Somebody of " + slug,
                                    "",
                                    Optional.empty(),
                                    Optional.empty(),
                                    false)));
            fresh.put("person", People.idOfRecord("test-" + slug, other));
        }
        if (path.contains("how-to-be-told") || path.contains("{wishLink}") || path.contains("{unwishLink}")) {
            reaching(fresh);
            fresh.put("version", String.valueOf(wishes().of(workspace, me()).version()));
        }
        if (path.endsWith("/reach-counting")) {
            fresh.put("version", MadeLinks.version(workspace));
        }
        if (path.endsWith("/wishes/cap")) {
            fresh.put(
                    "version",
                    String.valueOf(new Wanted(wishes().cap()).read(workspace).version()));
        }
        if (path.contains("{export}")) {
            fresh.put("export", export());
            awaitRest();
        }
        if (path.contains("{link}")) {
            report(fresh);
        }
        if (path.contains("{token}")) {
            fresh.put("token", token());
        }
        if (path.equals("/settings") || path.equals("/api/v1/settings")) {
            fresh.put("version", String.valueOf(currentRevision()));
        }
        if (path.contains("/publishers")) {
            publisher(fresh);
        }
        if (path.contains("{mail}")) {
            awaitRest();
            // As if the mail server had refused it: only then there is something to decide.
            workspace.collection(Outbox.COLLECTIONS.getFirst()).upsert(ids.get("mail"), Updates.set("state", "FAILED"));
        }
        return fresh;
    }

    private long currentRevision() {
        return platform.platform().tenants().bySlug(slug).orElseThrow().tenant().revision();
    }

    /** A publisher for one call, and what makes another. */
    private void publisher(Map<String, String> fresh) {
        String id = "p" + UUID.randomUUID().toString().substring(0, 8);
        String key = new PublisherKey(PackageSigner.newKeys().getPublic()).text();
        platform.platform().pluginRuntime().publishers().approve(id, "Partner", false, key, null);
        fresh.put("publisher", id);
        fresh.put("key", PublisherKey.read(key).fingerprint());
        fresh.put("newPublisher", id + "-new");
        fresh.put("publicKey", new PublisherKey(PackageSigner.newKeys().getPublic()).text());
    }

    private String me() {
        return person(0).personId();
    }

    private Preferences wishes() {
        return new Preferences(new People(), (any, id) -> false, platform.url());
    }

    /** A message in the admin's inbox, and the links by which they say without signing in how they want to be told. */
    private void reaching(Map<String, String> into) {
        var message = new InboxMessage(
                "message of " + slug,
                me(),
                "Ann of " + slug,
                "Subject of " + slug,
                "Words of " + slug,
                Optional.of("/inbox"),
                Instant.now());
        new Inbox().put(workspace, message);
        into.put(
                "inboxMessage",
                api("GET", "/me/inbox", Map.of(), 1)
                        .path("messages")
                        .path(0)
                        .path("id")
                        .asText());
        into.put("wishLink", last(wishes().link(workspace, me())));
        into.put("unwishLink", last(wishes().link(workspace, me(), "plan-step")));
    }

    private static String last(URI link) {
        return link.getPath().substring(link.getPath().lastIndexOf('/') + 1);
    }

    private JsonNode planFor(String route) {
        JsonNode plan = draft();
        if (route.startsWith("plan-step-release")) {
            return move(move(waiting(plan), "review"), "approval");
        }
        if (route.startsWith("plan-approve") || route.startsWith("plan-dispatch")) {
            plan = move(plan, "review");
        }
        return route.startsWith("plan-dispatch") ? move(plan, "approval") : plan;
    }

    /** Its second step waits for its first. */
    private JsonNode waiting(JsonNode plan) {
        JsonNode step = plan.path("steps").path(1);
        return api(
                "PUT",
                "/plans/" + plan.path("id").asText() + "/steps/"
                        + step.path("id").asText(),
                Map.of(
                        "subject",
                        step.path("subject").asText(),
                        "words",
                        step.path("words").asText(),
                        "waitsFor",
                        List.of(plan.path("steps").path(0).path("id").asText())),
                plan.path("version").asInt());
    }

    /** What is uploaded on a route: learning data, or a plugin package that nobody has yet. */
    static byte[] upload(Route route) {
        if (route.path().contains("/settings/logo")) {
            return Pictures.png(40, 20);
        }
        if (route.path().contains("/questionnaires")) {
            return route.path().endsWith("/lss")
                    ? SampleFiles.lss("a test")
                    : SampleFiles.yaml("a test").getBytes(StandardCharsets.UTF_8);
        }
        if (route.path().contains("/people/uploads")) {
            return PeopleFiles.oneWhoLeft("of a test").getBytes(StandardCharsets.UTF_8);
        }
        return route.realm() == Route.Realm.OPERATOR
                ? PluginSource.good("p" + UUID.randomUUID().toString().substring(0, 8), "1.0.0")
                        .zip()
                : Archives.zip(Archives.roster(6));
    }

    /** A plugin of which 1.1.0 is the stable version and 1.0.0 the one before; {@code version} is the newer one. */
    static Map<String, String> twoVersions(TestPlatform platform) {
        String plugin = "p" + UUID.randomUUID().toString().substring(0, 8);
        var runtime = platform.platform().pluginRuntime();
        runtime.packages().upload(PluginSource.good(plugin, "1.0.0").zip());
        runtime.packages().upload(PluginSource.good(plugin, "1.1.0").zip());
        runtime.versions().promote(new Packages.Version(plugin, "1.1.0"));
        return Map.of("plugin", plugin, "version", "1.1.0");
    }

    private void survey() {
        String wave = wave();
        ids.put("wave", wave);
        ids.put("plannedWave", plannedWave());
        ids.put("code", code(wave));
        api("POST", "/waves/" + wave + "/invitations", Map.of(), 1);
        eventually("a mail", () -> anyId(workspace.collection(Outbox.COLLECTIONS.getFirst())))
                .ifPresent(mail -> ids.put("mail", mail));
        eventually("a mailing", () -> anyId(workspace.collection(Outbox.COLLECTIONS.get(2))))
                .ifPresent(mailing -> ids.put("mailing", mailing));
        String answer = eventually("a ballot", () -> location(admin.get(base + "/my-surveys/" + wave)))
                .orElseThrow();
        ids.put("ticket", answer.substring(answer.lastIndexOf('/') + 1));
        JsonNode firstPage = api("GET", "/waves/" + wave + "/questionnaire", Map.of(), 1)
                .path("pages")
                .path(0)
                .path("items");
        ids.put("item", firstPage.path(0).path("id").asText());
        var answers = new LinkedHashMap<String, String>();
        firstPage.forEach(item -> answers.put(
                "a." + item.path("id").asText(),
                item.path("options").path(0).path("value").asText()));
        ids.put("answers", RouteCall.form(answers));
    }

    /** A named one that is over: only then one reads who answered what. */
    private void namedSurvey() {
        String wave = wave("named");
        ids.put("namedWave", wave);
        api("POST", "/waves/" + wave + "/close", Map.of(), 1);
        eventually(
                "the named answers",
                () -> Optional.of(admin.get(base + "/surveys/" + wave + "/answers"))
                        .filter(answer -> answer.statusCode() == 200)
                        .map(HttpResponse::body));
    }

    /** An anonymous one: a link that lets in, the slip of a browser without script, and the token of one with it. */
    private void anonymousSurvey() {
        String wave = wave("anonymous");
        ids.put("anonymousWave", wave);
        api("POST", "/waves/" + wave + "/invitations", Map.of("mail", false), 1);
        String link = eventually("an admission", () -> location(admin.get(base + "/my-surveys/" + wave)))
                .orElseThrow();
        ids.put("admission", link.substring(link.lastIndexOf('/') + 1));
        String page = admin.get(link).body();
        String slip = page.replaceFirst("(?s).*name=\"slip\" value=\"([^\"]+)\".*", "$1");
        TokenMaker browser = TokenMaker.of(page, slip);
        String signed = admin.post(link, "csrf=" + csrf + "&blinded=" + browser.blinded())
                .body();
        // The ballot is there from now on: beginning once more changes nothing.
        admin.post(link, "csrf=" + csrf + "&slip=" + slip);
        ids.put("slip", slip);
        ids.put("secret", browser.secret());
        ids.put("signature", browser.signature(signed));
    }

    /** A focus group with a note, a code, and the link of somebody who comes to it. */
    private void focusGroup(Map<String, String> into) {
        Invited invited = new FocusThings(workspace, this::api).make(slug, ids.get("person"), ids.get("nextWeek"));
        into.put("focusGroup", invited.group());
        into.put("focusTicket", invited.ticket());
        into.put("focusNote", invited.note());
        into.put("focusCode", invited.code());
        admin.post(base + "/focus/" + invited.group() + "/" + invited.ticket(), "csrf=" + csrf + "&say=COME");
    }

    /** Questions in the states that the route needs: one to work on, one that is open to all, a later one, a published one. */
    private void questions(Map<String, String> into, String route) {
        QuestionThings.Made made = new QuestionThings(workspace).make(slug, route);
        into.put("openQuestion", made.open());
        into.put("askedQuestion", made.asked());
        into.put("laterQuestion", made.later());
        into.put("faqEntry", made.published());
        into.put("version", String.valueOf(made.version()));
    }

    /** A link to the report of the survey. */
    private void report(Map<String, String> into) {
        JsonNode link = api("POST", "/waves/" + ids.get("wave") + "/report-links", Map.of("days", 7), 1);
        into.put("link", link.path("id").asText());
        String url = link.path("url").asText();
        into.put("report", url.substring(url.lastIndexOf('/') + 1));
    }

    private String wave() {
        return wave("confidential");
    }

    private String wave(String privacy) {
        return api(
                        "POST",
                        "/waves",
                        Map.of(
                                "plugin",
                                "survey-maturity",
                                "title",
                                "Survey of " + slug,
                                "segment",
                                "everybody",
                                "privacy",
                                privacy,
                                "closes",
                                Instant.now().plus(Duration.ofDays(7)).toString()),
                        1)
                .path("id")
                .asText();
    }

    /** The code of a link that the wave has from now on. */
    private String code(String wave) {
        String url = api("PUT", "/waves/" + wave + "/link", Map.of("most", 1_000), 1)
                .path("url")
                .asText();
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private String plannedWave() {
        Instant opens = Instant.now().plus(Duration.ofDays(2));
        return api(
                        "POST",
                        "/waves",
                        Map.of(
                                "plugin",
                                "survey-maturity",
                                "title",
                                "Later survey of " + slug,
                                "opens",
                                opens.toString(),
                                "closes",
                                opens.plus(Duration.ofDays(7)).toString()),
                        1)
                .path("id")
                .asText();
    }

    private void plans() {
        ids.put("stakeholder", stakeholder());
        ids.put("measure", measure());
        ids.put("priority", priority());
        ids.put("programme", programme());
        ids.put("pilot", pilot(false));
        relation(ids);
        ids.put("suggestion", MapThings.suggestion(workspace, person(0).personId()));
        JsonNode plan = draft();
        ids.put("plan", plan.path("id").asText());
        ids.put("step", plan.path("steps").path(0).path("id").asText());
        ids.put("version", plan.path("version").asText());
        ids.put("planTemplate", PlanThings.template(workspace, ids.get("plan")));
        ids.put("planComment", PlanThings.comment(workspace, ids.get("plan")));
        ids.put("ownDay", PlanThings.ownDay(workspace));
        ids.put("planFeed", PlanThings.feed(workspace));
        ids.put("personMail", person(5).email());
        ids.put("stepLink", MadeLinks.ticket(workspace, platform.url(), ids.get("plan"), ids.get("step"), me()));
        ids.put("stepSeen", MadeLinks.picture(workspace, platform.url(), ids.get("plan"), ids.get("step"), me()));
        variant(plan);
        ids.put("term", term());
        move(draft(), "review");
        handedOver();
        ids.put("calendar", calendar(ids.get("plan")));
    }

    /** A session of the admin in another browser. */
    private String session() {
        String id = UUID.randomUUID().toString();
        Instant now = workspace.clock().instant();
        workspace
                .collection(SessionRegister.SESSIONS)
                .insert(
                        id,
                        new Document("person", person(0).personId())
                                .append("sid", "")
                                .append("subject", "")
                                .append("device", "Firefox of " + slug)
                                .append("address", "192.0.2.1")
                                .append("begun", Date.from(now))
                                .append("seen", Date.from(now))
                                .append("ends", Date.from(now.plus(Duration.ofHours(8)))));
        return id;
    }

    /** Asked for and not proven. */
    private String domain() {
        String name = UUID.randomUUID() + "." + slug + ".example";
        admin.post(base + "/sign-in-setup/domains", RouteCall.form(Map.of("csrf", csrf, "domain", name)));
        return name;
    }

    private String account() {
        String subject = UUID.randomUUID().toString();
        new LocalAdmins()
                .put(workspace, new LocalAdmin(subject, slug + "_x", true, Instant.now(), "", Optional.empty()));
        return subject;
    }

    /** A webhook and its trial. A workspace may have a few only, so that the first stays and later ones go again. */
    private void webhook(Map<String, String> into) {
        var hooks = workspace.collection(Webhooks.COLLECTIONS.getFirst());
        // In the product's way, so that no trial is left that nobody sends any more.
        hooks.find(ids.getOrDefault("webhook", ""))
                .ifPresent(first -> hooks.find(Filters.gt("created", first.getDate("created")))
                        .map(TenantCollection::id)
                        .into(new ArrayList<>())
                        .forEach(later -> api("DELETE", "/webhooks/" + later, Map.of(), 1)));
        Map<String, Object> wanted =
                Map.of("url", RECEIVER.url(), "note", "Webhook of " + slug, "events", List.of("plan.approved"));
        String webhook =
                api("POST", "/webhooks", wanted, 1).path("webhook").path("id").asText();
        into.put("webhook", webhook);
        String path = "/webhooks/" + webhook + "/ping";
        into.put("delivery", api("POST", path, Map.of(), 1).path("delivery").asText());
        into.put("version", "1");
    }

    private String questionnaire() {
        return api("POST", "/questionnaires", Map.of("questionnaire", SampleFiles.weeks(slug)), 1)
                .path("id")
                .asText();
    }

    private String export() {
        return api("POST", "/exports", Map.of(), 1).path("export").path("id").asText();
    }

    private String token() {
        return api("POST", "/tokens", Map.of("name", "Token of " + slug, "scopes", List.of("people:read")), 1)
                .path("token")
                .path("id")
                .asText();
    }

    /** Not active, so that surveys count the same people as without them. */
    private String scimUser() {
        String name = "Provisioned " + UUID.randomUUID() + " of " + slug;
        return call("POST", "/scim/v2/Users", Map.of("userName", name, "active", false), 1)
                .path("id")
                .asText();
    }

    /** Not active either. @param takenOver or only compared */
    private String peopleFile(boolean takenOver) {
        String id = peopleFiles()
                .compare(PeopleFiles.oneWhoLeft("of " + slug), false)
                .path("id")
                .asText();
        return takenOver ? peopleFiles().takeOver(id) : id;
    }

    private PeopleFiles peopleFiles() {
        return new PeopleFiles(platform, admin, base, csrf);
    }

    private String scimGroup() {
        return call("POST", "/scim/v2/Groups", Map.of("displayName", "Group of " + slug), 1)
                .path("id")
                .asText();
    }

    private String stakeholder() {
        return api(
                        "POST",
                        "/stakeholders",
                        Map.of(
                                "name",
                                "Everybody of " + slug,
                                "kind",
                                "LEARNERS",
                                "size",
                                6,
                                "power",
                                3,
                                "interest",
                                3,
                                "segment",
                                "unit:Unit of " + slug),
                        1)
                .path("id")
                .asText();
    }

    private String measure() {
        return api(
                        "POST",
                        "/measures",
                        Map.ofEntries(
                                Map.entry("name", "Measure of " + slug),
                                Map.entry("doing", "Do what " + slug + " does."),
                                Map.entry("direct", List.of("barrier:time")),
                                Map.entry("effort", "S"),
                                Map.entry("daysFrom", 1),
                                Map.entry("daysTo", 2),
                                Map.entry("weeksFrom", 1),
                                Map.entry("weeksTo", 4),
                                Map.entry("who", List.of("SPONSOR")),
                                Map.entry("sign", "Seen in " + slug)),
                        1)
                .path("id")
                .asText();
    }

    private String priority() {
        return api(
                        "POST",
                        "/priorities",
                        Map.of(
                                "name",
                                "Priority of " + slug,
                                "owner",
                                "Owner of " + slug,
                                "weight",
                                3,
                                "deadline",
                                ids.get("nextWeek")),
                        1)
                .path("id")
                .asText();
    }

    private String programme() {
        Map<String, Object> indicator =
                Map.of("kind", "OWN", "name", "Figure of " + slug, "unit", "a month", "baseline", 9, "target", 4);
        return api(
                        "POST",
                        "/programmes",
                        Map.of(
                                "name",
                                "Programme of " + slug,
                                "need",
                                "Need of " + slug,
                                "until",
                                ids.get("nextWeek"),
                                "segments",
                                List.of("everybody"),
                                "indicator",
                                indicator),
                        1)
                .path("id")
                .asText();
    }

    /** @param agreed or still a draft */
    private String pilot(boolean agreed) {
        String pilot = api(
                        "POST",
                        "/pilots",
                        Map.of(
                                "name",
                                "Pilot of " + slug,
                                "segment",
                                "everybody",
                                "design",
                                "BEFORE_AFTER",
                                "starts",
                                ids.get("nextWeek")),
                        1)
                .path("id")
                .asText();
        if (agreed) {
            api(
                    "PUT",
                    "/pilots/" + pilot + "/agreement",
                    Map.of("owner", "Owner of " + slug, "success", "Success of " + slug, "least", 5),
                    1);
        }
        return pilot;
    }

    /** What the stakeholder is to another one, and somebody else whom it could be related to. */
    private void relation(Map<String, String> into) {
        String path = "/stakeholders/" + into.get("stakeholder") + "/relations";
        Map<String, String> other = Map.of("to", stakeholder(), "kind", "SPEAKS_FOR");
        into.put("relation", api("POST", path, other, 1).path("id").asText());
        into.put("otherStakeholder", stakeholder());
    }

    private JsonNode draft() {
        Map<String, String> answers =
                Map.of("startDate", ids.get("start"), "programme", "Safe data", "gain", "keep data safe", "weeks", "8");
        return api(
                "POST",
                "/plans",
                Map.of("builder", "plan-stakeholder", "objective", "Plan of " + slug, "answers", answers),
                1);
    }

    private JsonNode move(JsonNode plan, String to) {
        return api(
                "POST",
                "/plans/" + plan.path("id").asText() + "/" + to,
                Map.of(),
                plan.path("version").asInt());
    }

    /** The first step of a plan in German. */
    private JsonNode variant(JsonNode plan) {
        return api(
                "PUT",
                "/plans/" + plan.path("id").asText() + "/steps/"
                        + plan.path("steps").path(0).path("id").asText() + "/words/variants/de",
                Map.of("subject", "Worte von " + slug, "words", "Worte von " + slug),
                plan.path("version").asInt());
    }

    private String term() {
        return api(
                        "POST",
                        "/vocabulary/terms",
                        Map.of("language", "en", "term", "Term of " + slug, "instead", "Word of " + slug),
                        1)
                .path("id")
                .asText();
    }

    /** A step that a messenger was asked to say. */
    private void handedOver() {
        JsonNode plan = draft();
        plan = api(
                "POST",
                "/plans/" + plan.path("id").asText() + "/steps",
                Map.of(
                        "audienceId",
                        ids.get("stakeholder"),
                        "messenger",
                        "LINE_MANAGER",
                        "channel",
                        "HAND_OVER",
                        "on",
                        ids.get("today"),
                        "subject",
                        "Words of " + slug,
                        "words",
                        "Words of " + slug),
                plan.path("version").asInt());
        String step = StreamSupport.stream(plan.path("steps").spliterator(), false)
                .filter(each -> each.path("subject").asText().equals("Words of " + slug))
                .map(each -> each.path("id").asText())
                .findFirst()
                .orElseThrow();
        plan = move(move(plan, "review"), "approval");
        api("POST", "/plans/" + plan.path("id").asText() + "/dispatch", Map.of(), 1);
        ids.put("handedOver", step);
        ids.put("handedOverPlan", plan.path("id").asText());
        ids.put(
                "ask",
                anyId(workspace.collection(HandOvers.COLLECTIONS.getFirst())).orElseThrow());
    }

    /** A chat and its trial. A workspace may have a few only, so that the first stays and later ones go again. */
    private void chat(Map<String, String> into) {
        var chats = workspace.collection(Chats.COLLECTIONS.getFirst());
        chats.find(ids.getOrDefault("chat", ""))
                .ifPresent(first -> chats.find(Filters.gt("created", first.getDate("created")))
                        .map(TenantCollection::id)
                        .into(new ArrayList<>())
                        .forEach(later -> admin.post(base + "/chats/" + later + "/removal", "csrf=" + csrf)));
        String name = "Chat " + UUID.randomUUID() + " of " + slug;
        var fields = Map.of("csrf", csrf, "service", "TEAMS", "name", name, "url", RECEIVER.url());
        HttpResponse<String> added = admin.post(base + "/chats", RouteCall.form(fields));
        if (added.statusCode() != 303) {
            throw new AssertionError(added.body());
        }
        String id = Optional.ofNullable(
                        chats.find(Filters.and(Filters.gt("created", new Date(0)), Filters.eq("name", name)))
                                .first())
                .map(TenantCollection::id)
                .orElseThrow();
        into.put("chat", id);
        admin.post(base + "/chats/" + id + "/trial", "csrf=" + csrf);
        into.put(
                "chatMessage",
                Optional.ofNullable(workspace
                                .collection(Chats.COLLECTIONS.getLast())
                                .find(Filters.and(
                                        Filters.eq("hook", id), Filters.in("state", "QUEUED", "SENDING", "SENT")))
                                .first())
                        .map(TenantCollection::id)
                        .orElseThrow());
    }

    /** The code of a plan's calendar, which nobody renews. */
    private String calendar(String plan) {
        String page = admin.post(base + "/me/calendar", "csrf=" + csrf + "&subject=" + plan)
                .body();
        return page.replaceFirst("(?s).*/calendars/([0-9a-f]{40})/takeup.ics.*", "$1");
    }

    /** Imports this file of learning data. */
    HttpResponse<String> importFile(String name, byte[] file) {
        keepRoles();
        return Archives.upload(platform, admin, base + "/learning/imports", csrf, name, file);
    }

    /** Imports learning data here that names the same people, units and courses as the other's. */
    void importLike(OwnThings other) {
        HttpResponse<String> answer = importFile(other.slug + ".zip", Archives.zip(other.learningExport()));
        if (answer.statusCode() != 303) {
            throw new AssertionError(answer.body());
        }
    }

    /** Takes a file of people over here that names the other's people by all ids that they have. */
    void uploadPeopleLike(OwnThings other) {
        var file = new StringBuilder("id,name,email,active\n");
        IntStream.range(0, 6)
                .mapToObj(other::person)
                .flatMap(each -> Stream.of(each.personId(), each.externalId()))
                .distinct()
                .forEach(id -> file.append(id + ",Taken over," + id + "@" + other.slug + ".example,no\n"));
        peopleFiles()
                .takeOver(
                        peopleFiles().compare(file.toString(), false).path("id").asText());
    }

    private Map<String, String> learningExport() {
        Map<String, String> export = Archives.roster(12);
        // The course first: a slug has hexadecimal digits, and may hold a c1 of its own.
        export.replaceAll((name, text) -> text.replace("c1", "c1-" + slug)
                .replace("north", "north-" + slug)
                .replace("North", "North of " + slug));
        return export;
    }

    private void learning() {
        Map<String, String> export = learningExport();
        var answer =
                Archives.upload(platform, admin, base + "/learning/imports", csrf, slug + ".zip", Archives.zip(export));
        String page = answer.headers().firstValue("location").orElseThrow(() -> new AssertionError(answer.body()));
        ids.put("import", page.substring(page.lastIndexOf('/') + 1));
        ids.put(
                "learningUnit",
                eventually("a unit", () -> option("north-" + slug)).orElseThrow());
        ids.put("course", eventually("a course", () -> option("c1-" + slug)).orElseThrow());
        ids.put(
                "cursor",
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(("person 0 of " + slug).getBytes(StandardCharsets.UTF_8)));
    }

    private Optional<String> option(String part) {
        return Pattern.compile("<option value=\"([^\"]*" + part + "[^\"]*)\"")
                .matcher(admin.get(base + "/board").body())
                .results()
                .map(found -> found.group(1))
                .findFirst();
    }

    /** They all report to the first, who is the admin and so is asked to say things to them. */
    private PersonRecord person(int number) {
        return new PersonRecord(
                "test-" + slug,
                "" + number,
                "Person " + number + " of " + slug,
                "person" + number + "@" + slug + ".example",
                Optional.of("Unit of " + slug),
                // The admin is their line manager, and so is asked to say what is handed over.
                Optional.of("0").filter(ignored -> number > 0),
                true);
    }

    /** Until every mail, import and job has come to rest: from then on only requests change what is stored. */
    void awaitRest() {
        var busy = new ArrayList<Document>();
        try {
            Eventually.holds("everything of " + slug + " rests", LONGEST, () -> {
                Date soon = Date.from(Instant.now().plus(SOON));
                busy.clear();
                platform.dump(workspace).stream()
                        .filter(document -> !rests(document, soon))
                        .forEach(busy::add);
                return busy.isEmpty();
            });
        } catch (AssertionError e) {
            throw new AssertionError("Still under way: " + busy, e);
        }
    }

    private static boolean rests(Document document, Date soon) {
        boolean job = document.containsKey("tenant") && document.containsKey("fence");
        if (job) {
            return document.get("state").equals("failed")
                    || document.getDate("due").after(soon)
                            && document.get("state").equals("ready");
        }
        boolean importing = document.containsKey("connector")
                && List.of("WAITING", "RUNNING").contains(document.getString("state"));
        // A mail may wait for days until its person wants to hear.
        boolean waits = document.get("due") instanceof Date due && due.after(soon);
        String state = String.valueOf(document.get("state"));
        return !importing && !state.equals("SENDING") && (!state.equals("QUEUED") || waits);
    }

    private static Optional<String> anyId(TenantCollection collection) {
        return Optional.ofNullable(collection.all().first()).map(TenantCollection::id);
    }

    private static Optional<String> location(HttpResponse<String> answer) {
        return answer.headers().firstValue("location").filter(to -> to.contains("/answer/"));
    }

    private JsonNode api(String method, String path, Map<String, ?> body, int version) {
        return call(method, "/api/v1" + path, body, version);
    }

    private JsonNode call(String method, String path, Map<String, ?> body, int version) {
        try {
            String json = body.isEmpty() && !path.endsWith("/invitations") && !path.endsWith("/close")
                    ? ""
                    : JSON.writeValueAsString(body);
            var request = admin.request(base + path)
                    .header("Origin", platform.url().toString())
                    .header("X-Takeup-CSRF", csrf)
                    .header("If-Match", "\"" + version + "\"");
            if (!json.isEmpty()) {
                request.header("Content-Type", "application/json");
            }
            HttpResponse<String> answer = platform.send(request.method(
                            method,
                            json.isEmpty()
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofString(json))
                    .build());
            if (answer.statusCode() / 100 != 2) {
                throw new AssertionError(path + " gave " + answer.statusCode() + " " + answer.body());
            }
            return answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> eventually(String what, java.util.function.Supplier<Optional<String>> look) {
        Eventually.holds(what + " is there", SOON, () -> look.get().isPresent());
        return look.get();
    }
}
