package org.takeup.operator;

import io.vertx.core.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.takeup.audit.Actor;
import org.takeup.audit.AuditTrail;
import org.takeup.audit.Deed;
import org.takeup.http.Access;
import org.takeup.http.Body;
import org.takeup.http.Change;
import org.takeup.http.Exchange;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.tenant.Difference;
import org.takeup.tenant.FirstAdmin;
import org.takeup.tenant.TenantChanges;
import org.takeup.tenant.TenantConfig;
import org.takeup.tenant.TenantPlan;
import org.takeup.tenant.TenantSchemaText;
import org.takeup.tenant.Workspace;

/** Tenants' files in the operator's API: the plan, carrying it out, a tenant as a file; and the schema for everybody. */
public final class TenantFileRoutes {
    private static final Access OPERATOR = Access.operator();
    private static final Body FILES = new Body.Json(8L * 1024 * 1024);
    private static final int MOST_FILES = 5_000;
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]*\\.ya?ml");
    private static final int LONGEST_NAME = 200;
    private static final String ACTION = "settings.by-file";

    private final TenantChanges changes;
    private final AuditTrail trail;
    private final BiConsumer<Workspace, FirstAdmin> invites;

    /** @param invites the first admin whom a file names */
    public TenantFileRoutes(TenantChanges changes, AuditTrail trail, BiConsumer<Workspace, FirstAdmin> invites) {
        this.invites = invites;
        this.changes = changes;
        this.trail = trail;
    }

    public Room room() {
        return new Room(
                List.of(
                        api("operator-tenant-files-plan", HttpMethod.POST, "/tenant-files/plan", this::plan)
                                .accepting(FILES),
                        api("operator-tenant-files-apply", HttpMethod.POST, "/tenant-files/apply", this::apply)
                                .accepting(FILES),
                        api("operator-tenant-file", HttpMethod.GET, "/tenants/{slug}/file", this::export),
                        Route.page("tenant-schema", TenantSchemaText.PATH, Access.everyone(), TenantFileRoutes::schema)
                                .in(Route.Realm.PLATFORM)),
                List.of());
    }

    private static Route api(String id, HttpMethod method, String path, org.takeup.http.Handler handler) {
        return Route.api(id, method, path, OPERATOR, handler).in(Route.Realm.OPERATOR);
    }

    /** Files to plan. @param files their texts by name */
    public record Files(@Nullable Map<String, String> files) {}

    /** Files to carry out. @param digest of the plan that was shown */
    public record PlannedFiles(
            @Nullable Map<String, String> files, @Nullable String digest) {}

    /** What a plan says. */
    public record Plan(String digest, List<TenantChange> tenants, List<TenantConfig.Problem> problems) {}

    /** What was carried out. */
    public record Done(List<TenantChange> tenants, List<TenantConfig.Problem> problems) {}

    /** One tenant's change. @param creates whether it is a new tenant */
    public record TenantChange(String slug, boolean creates, List<Line> lines) {
        static TenantChange of(Difference difference) {
            return new TenantChange(
                    difference.slug(),
                    difference.creates(),
                    difference.lines().stream()
                            .map(line -> new Line(line.setting(), line.words()))
                            .toList());
        }
    }

    /** One setting's change in words. */
    public record Line(String setting, String words) {}

    private Reply plan(Exchange exchange) {
        TenantPlan plan = changes.plan(files(exchange.json(Files.class).files()));
        return Reply.json(new Plan(plan.digest(), changes(plan.differences()), plan.problems()));
    }

    private Reply apply(Exchange exchange) {
        PlannedFiles planned = exchange.json(PlannedFiles.class);
        if (planned.digest() == null) {
            throw Problem.invalid("digest", "Give the digest of the plan that is to be carried out.");
        }
        try {
            TenantChanges.Outcome outcome = changes.apply(
                    files(planned.files()),
                    planned.digest(),
                    (workspace, difference) -> trail.note(workspace, deed(exchange, difference)),
                    invites);
            exchange.changes("created", null, slugs(outcome.done(), true));
            exchange.changes("changed", null, slugs(outcome.done(), false));
            return Reply.json(new Done(changes(outcome.done()), outcome.problems()));
        } catch (TenantChanges.Outdated e) {
            throw new Problem(
                    409,
                    "plan-outdated",
                    "What would be carried out is not the plan that you name.",
                    "The files or the tenants have changed since. Nothing was done; make a new plan and look at it.");
        }
    }

    /** How many and which, as far as they fit into an entry; what was changed is in each tenant's own trail. */
    private static @Nullable String slugs(List<Difference> done, boolean creates) {
        List<String> slugs = done.stream()
                .filter(difference -> difference.creates() == creates)
                .map(Difference::slug)
                .toList();
        return slugs.isEmpty() ? null : slugs.size() + ": " + String.join(" ", slugs);
    }

    private static Deed deed(Exchange exchange, Difference difference) {
        return new Deed(
                ACTION, "", Actor.operator(exchange.caller()), exchange.address(), exchange.id(), trace(difference));
    }

    /** Notes what a file of the platform's own folder has changed. */
    public static void noteByFolder(AuditTrail trail, Workspace workspace, Difference difference) {
        trail.note(workspace, new Deed(ACTION, "", Actor.platform("tenant-config"), "", "", trace(difference)));
    }

    private static List<Change> trace(Difference difference) {
        return difference.lines().stream()
                .map(line -> new Change(line.setting(), line.before(), line.after()))
                .toList();
    }

    private static List<TenantChange> changes(List<Difference> differences) {
        return differences.stream().map(TenantChange::of).toList();
    }

    private static Map<String, String> files(@Nullable Map<String, String> files) {
        if (files == null) {
            throw Problem.invalid("files", "Give the files, each name with its text.");
        }
        if (files.size() > MOST_FILES) {
            throw Problem.invalid("files", "These are " + files.size() + " files; give at most " + MOST_FILES + ".");
        }
        files.forEach((name, text) -> {
            if (!NAME.matcher(name).matches() || name.length() > LONGEST_NAME || text == null) {
                throw Problem.invalid(
                        "files",
                        "Give each file a text and a name such as acme.yaml, of at most " + LONGEST_NAME
                                + " characters.");
            }
        });
        return files;
    }

    private Reply export(Exchange exchange) {
        String text = changes.export(exchange.path("slug")).orElseThrow(Problem::notFound);
        return Reply.bytes("application/yaml", text.getBytes(StandardCharsets.UTF_8))
                .withHeader("cache-control", "no-store");
    }

    private static Reply schema(Exchange exchange) {
        return Reply.bytes("application/schema+json", TenantSchemaText.bytes());
    }
}
