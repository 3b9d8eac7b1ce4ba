package org.takeup.store;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches every command that a test's driver sends and notes each one that could touch another tenant's documents: a
 * command on a tenants' database whose every filter, document or first stage does not name exactly one tenant.
 */
public final class TenantWatch implements CommandListener {
    /** How the log line of an offence begins. */
    public static final String OFFENCE = "A command names no tenant:";

    private static final Logger LOG = LoggerFactory.getLogger(TenantWatch.class);

    /** Commands that carry no documents, or whose cursor was opened by a command that was looked at. */
    private static final Set<String> HARMLESS = Set.of(
            "hello",
            "ismaster",
            "ping",
            "buildinfo",
            "endsessions",
            "getmore",
            "killcursors",
            "createindexes",
            "listindexes",
            "dropindexes",
            "explain");

    /**
     * The collections of control data, whose documents belong to no tenant, with the indexes that the migrations make
     * there. Any other name in the control database is a mistake.
     */
    private static final List<CollectionSpec> CONTROL_INDEXES = List.of(
            CollectionSpec.named("tenants")
                    .index("slug")
                    .index("settings.hosts")
                    .index("domains")
                    .index("settings.signIn.organization")
                    .index("settings.signIn.identityProvider"),
            CollectionSpec.named("jobs").index("state", "due"),
            CollectionSpec.named("revocations").index("at").index("until"),
            CollectionSpec.named("one_time").index("until"),
            CollectionSpec.named("sign_out_hints").index("until"),
            CollectionSpec.named("domain_claims"),
            CollectionSpec.named("usage").index("day"),
            CollectionSpec.named("operator_audit")
                    .index("seq")
                    .index("at", "seq")
                    .index("action", "seq")
                    .index("who.id", "seq"),
            CollectionSpec.named("operator_audit_head"),
            CollectionSpec.named("benchmark_releases")
                    .index("instrument", "period")
                    .index("noted", "period"),
            CollectionSpec.named("benchmark_runs"),
            CollectionSpec.named("benchmark_ledger")
                    .index("seq")
                    .index("at", "seq")
                    .index("action", "seq")
                    .index("who.id", "seq"),
            CollectionSpec.named("benchmark_ledger_head"),
            CollectionSpec.named("quotas"),
            // A handful of documents each, read as a whole, and chunks by their ids.
            CollectionSpec.named("migrations"),
            CollectionSpec.named("nodes").index("address").index("seen"),
            CollectionSpec.named("plugin_packages"),
            CollectionSpec.named("plugin_releases"),
            CollectionSpec.named("plugin_uses").index("plugin"),
            CollectionSpec.named("plugin_figures").index("plugin", "at").index("at"),
            CollectionSpec.named("plugin_chunks"),
            CollectionSpec.named("plugin_leaflets"),
            CollectionSpec.named("plugin_publishers"),
            CollectionSpec.named("plugin_owners"),
            CollectionSpec.named("onboardings")
                    .index("key")
                    .index("from", "asked")
                    .index("mail", "asked")
                    .index("state", "asked")
                    .index("asked"),
            CollectionSpec.named("departed").index("slug"));

    private static final Set<String> CONTROL =
            CONTROL_INDEXES.stream().map(CollectionSpec::name).collect(Collectors.toSet());

    private static final Pattern TENANTS_DATABASE = Pattern.compile("t_[0-9a-f]{24}");
    private static final Pattern TENANTS_ID = Pattern.compile("[0-9a-f]{24}/.*", Pattern.DOTALL);

    private final List<String> offences = new CopyOnWriteArrayList<>();
    private final QueryShapes shapes = new QueryShapes();
    private final QueryShapes controlShapes = new QueryShapes();
    private final List<BiConsumer<String, BsonDocument>> others = new CopyOnWriteArrayList<>();

    /** Whoever wants to see the commands on tenants' databases too, by name in lower case. */
    public void tell(BiConsumer<String, BsonDocument> other) {
        others.add(other);
    }

    @Override
    public void commandStarted(CommandStartedEvent event) {
        try {
            // The listener sees the live buffer; a copy is needed to read it twice.
            look(
                    event.getDatabaseName(),
                    event.getCommandName().toLowerCase(Locale.ROOT),
                    event.getCommand().clone());
        } catch (RuntimeException e) {
            // The driver would swallow it, and a command that nobody understood would pass.
            offence(event.getDatabaseName() + ": " + event.getCommandName() + " could not be read: " + e);
        }
    }

    private void look(String database, String name, BsonDocument command) {
        if (HARMLESS.contains(name)) {
            return;
        }
        if (name.equals("dropdatabase")) {
            // Only a tenant's own, which no name of another begins with.
            if (!TENANTS_DATABASE.matcher(database).matches()) {
                offence(database + ": " + name);
            }
            return;
        }
        boolean allowed = database.equals(Store.CONTROL)
                ? CONTROL.contains(command.getString(command.getFirstKey()).getValue())
                : !database.equals("admin") && namesATenant(name, command);
        if (!allowed) {
            offence(database + ": " + name + " " + command.keySet());
        }
        if (database.equals(Store.CONTROL)) {
            controlShapes.note(name, command);
        } else {
            shapes.note(name, command);
            others.forEach(other -> other.accept(name, command));
        }
    }

    /** In the log as well: a node in a process of its own has nobody else to tell. */
    private void offence(String what) {
        LOG.error("{} {}", OFFENCE, what);
        offences.add(what);
    }

    /** What was seen that names no tenant. Must be empty. */
    public List<String> offences() {
        return offences;
    }

    /** The offences so far, which are not told a second time. */
    List<String> takeOffences() {
        var taken = List.copyOf(offences);
        offences.removeAll(taken);
        return taken;
    }

    /** The shapes of all queries for tenants' documents seen so far. */
    public QueryShapes shapes() {
        return shapes;
    }

    /** The queries for control data that no index serves. */
    public List<QueryShapes.Shape> controlWithoutIndex() {
        return controlShapes.withoutIndex(CONTROL_INDEXES);
    }

    private static boolean namesATenant(String name, BsonDocument command) {
        return switch (name) {
            case "find" -> filter(command.getDocument("filter", new BsonDocument()));
            case "count", "distinct" -> filter(command.getDocument("query", new BsonDocument()));
            case "findandmodify" -> filter(command.getDocument("query", new BsonDocument()));
            case "aggregate" ->
                command.getArray("pipeline").stream()
                        .findFirst()
                        .map(BsonValue::asDocument)
                        .filter(stage -> stage.containsKey("$match"))
                        .filter(stage -> filter(stage.getDocument("$match")))
                        .isPresent();
            case "insert" -> command.getArray("documents").stream().allMatch(each -> filter(each.asDocument()));
            case "update" ->
                command.getArray("updates").stream()
                        .allMatch(each -> filter(each.asDocument().getDocument("q")));
            case "delete" ->
                command.getArray("deletes").stream()
                        .allMatch(each -> filter(each.asDocument().getDocument("q")));
            default -> false;
        };
    }

    private static boolean filter(BsonDocument filter) {
        if (filter.isString(Scope.TENANT) || namesOneTenantById(filter)) {
            return true;
        }
        return filter.isArray("$and")
                && filter.getArray("$and").stream().map(BsonValue::asDocument).anyMatch(TenantWatch::filter);
    }

    /** Ids begin with their tenant. A list of ids must have one tenant. */
    private static boolean namesOneTenantById(BsonDocument filter) {
        if (filter.isString(Scope.ID)) {
            return TENANTS_ID.matcher(filter.getString(Scope.ID).getValue()).matches();
        }
        if (!filter.isDocument(Scope.ID) || !filter.getDocument(Scope.ID).isArray("$in")) {
            return false;
        }
        var ids = filter.getDocument(Scope.ID).getArray("$in");
        return ids.stream()
                        .allMatch(id ->
                                TENANTS_ID.matcher(id.asString().getValue()).matches())
                && ids.stream()
                                .map(id -> id.asString().getValue().substring(0, 24))
                                .distinct()
                                .count()
                        <= 1;
    }
}
