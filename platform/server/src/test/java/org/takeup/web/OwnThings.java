package org.takeup.web;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.takeup.app.TestPlatform;
import org.takeup.app.Visitor;
import org.takeup.delivery.Eventually;
import org.takeup.delivery.MailCatcher;
import org.takeup.http.Route;
import org.takeup.identity.company.TestDns;
import org.takeup.learning.Archives;
import org.takeup.people.People;
import org.takeup.people.PersonRecord;
import org.takeup.people.upload.PeopleFiles;
import org.takeup.plugin.Packages;
import org.takeup.plugin.PluginSource;
import org.takeup.questionnaire.SampleFiles;
import org.takeup.tenant.PageSetting;
import org.takeup.tenant.Role;
import org.takeup.tenant.Tenant;
import org.takeup.tenant.Workspace;
import org.takeup.tenant.WorkspaceSettings;
import org.takeup.workspace.picture.Pictures;

/**
 * One of everything that a workspace can own, made as its own people make it, by the names that {@link RouteRows} uses.
 * What an object's words say holds the workspace's short name, so that it is known wherever it turns up. Each
 * {@link OwnArea} makes its own.
 */
final class OwnThings {
    /** Longer than a webhook rests that could not be reached at first. */
    private static final Duration LONGEST = Desk.SOON.multipliedBy(3);

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
            Map.entry("format", "poster"),
            Map.entry("variant", "de"),
            Map.entry("onboarding", "0123456789abcdef01234567"),
            Map.entry("hook", OwnConnections.RECEIVER.url()),
            // Nobody answers there: it is added, and says that it could not be read.
            Map.entry("feedAddress", "https://calendar.invalid/company.ics"),
            Map.entry("scimType", "User"),
            Map.entry("scimSchema", "urn:ietf:params:scim:schemas:core:2.0:User"));

    private final TestPlatform platform;
    private final Workspace workspace;
    private final String slug;
    private final Desk desk;
    private final OwnPeople people;
    private final OwnLearning learning;
    private final List<OwnArea> areas;
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
        List<PersonRecord> staff = OwnPeople.staff(slug);
        new People().upsert(workspace, staff);
        Visitor admin =
                platform.signedIn(workspace, Role.ADMIN, staff.getFirst().personId());
        String csrf = Visitor.token(admin.get("/w/" + slug + "/").body());
        desk = new Desk(platform, workspace, admin, csrf);
        people = new OwnPeople(desk);
        learning = new OwnLearning(desk);
        areas = List.of(
                new OwnConnections(desk, this::awaitRest),
                people,
                new OwnSurveys(desk, this::awaitRest),
                new OwnTalks(desk),
                new OwnCases(desk),
                new OwnPlans(desk),
                learning,
                new OwnReach(desk));
        ids.put("placement", placement.name());
        ids.put("today", desk.inDays(0));
        ids.put("start", desk.inDays(2));
        ids.put("nextWeek", desk.inDays(7));
        areas.forEach(area -> area.make(ids));
        awaitRest();
    }

    /** A platform with this mail server, so that each mail comes to rest. */
    static TestPlatform platform(MailCatcher mail) {
        return TestPlatform.start(
                environment -> {
                    var more = new HashMap<>(environment);
                    more.put("TAKEUP_SMTP_URI", mail.uri().toString());
                    more.put("TAKEUP_DNS_SERVER", TestDns.start().address());
                    more.put("TAKEUP_WEBHOOK_PRIVATE_HOSTS", OwnConnections.RECEIVER.origin());
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
        return adminAt(this);
    }

    /** The admin's cookie at the door of another workspace. */
    RouteCall adminAt(OwnThings other) {
        return new RouteCall(platform, desk.admin(), desk.csrf(), other.desk.base());
    }

    /** Nobody at the door of this workspace. */
    RouteCall stranger() {
        return new RouteCall(platform, platform.stranger(), "", desk.base());
    }

    /** Ids for one call of a route that changes something: what it changes is made for this call alone. */
    Map<String, String> idsFor(Route route) {
        keepRoles();
        Map<String, String> fresh = ids();
        areas.forEach(area -> area.renew(route, fresh));
        return fresh;
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

    /** Imports this file of learning data. */
    HttpResponse<String> importFile(String name, byte[] file) {
        keepRoles();
        return learning.importFile(name, file);
    }

    /** Imports learning data here that names the same people, units and courses as the other's. */
    void importLike(OwnThings other) {
        keepRoles();
        learning.importLike(other.slug);
    }

    /** Takes a file of people over here that names the other's people by all ids that they have. */
    void uploadPeopleLike(OwnThings other) {
        people.uploadLike(other.slug);
    }

    /** Until every mail, import and job has come to rest: from then on only requests change what is stored. */
    void awaitRest() {
        var busy = new ArrayList<Document>();
        try {
            Eventually.holds("everything of " + slug + " rests", LONGEST, () -> {
                Date soon = Date.from(Instant.now().plus(Desk.SOON));
                busy.clear();
                // Most often it is a job that is waited for, and there are a hundred collections.
                busy.addAll(busy(platform.jobs(workspace), soon));
                if (busy.isEmpty()) {
                    busy.addAll(busy(platform.dump(workspace), soon));
                }
                return busy.isEmpty();
            });
        } catch (AssertionError e) {
            throw new AssertionError("Still under way: " + busy, e);
        }
    }

    private static List<Document> busy(List<Document> documents, Date soon) {
        return documents.stream().filter(document -> !rests(document, soon)).toList();
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
}
