package org.takeup.plan;

import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.takeup.http.Access;
import org.takeup.http.Exchange;
import org.takeup.http.Form;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.http.Typed;
import org.takeup.http.Versions;
import org.takeup.people.People;
import org.takeup.people.Segment;
import org.takeup.people.SizedSegment;
import org.takeup.plugin.api.plan.Audience;
import org.takeup.tenant.Role;
import org.takeup.tenant.Workspace;

/** Stakeholders as a page with a list and a map, and in the API. For planners only: where people stand is nobody else's business. */
public final class StakeholderRoutes {
    private static final int SHOWN_CHANGES = 30;

    private final Stakeholders stakeholders;
    private final Relations relations;
    private final People people;

    public StakeholderRoutes(Stakeholders stakeholders, Relations relations, People people) {
        this.stakeholders = stakeholders;
        this.relations = relations;
        this.people = people;
    }

    public Room room() {
        Access planners = Access.role(Role.PLANNER);
        String one = "/stakeholders/{stakeholder}";
        return new Room(
                List.of(
                        Route.page("stakeholders", "/stakeholders", planners, this::page),
                        Route.form("stakeholder-add-form", "/stakeholders", planners, this::addByForm),
                        Route.form("stakeholders-usual-form", "/stakeholders/usual", planners, this::addUsual),
                        Route.form("stakeholder-change-form", one, planners, this::changeByForm),
                        Route.form("stakeholder-move-form", one + "/place", planners, this::moveByForm),
                        Route.api("stakeholder-move", HttpMethod.PUT, one + "/place", planners, this::move),
                        Route.form("stakeholder-remove-form", one + "/removal", planners, this::removeByForm),
                        Route.api("stakeholders-list", HttpMethod.GET, "/stakeholders", planners, this::list),
                        Route.api("stakeholder-add", HttpMethod.POST, "/stakeholders", planners, this::add),
                        Route.api("stakeholder-get", HttpMethod.GET, one, planners, this::get),
                        Route.api("stakeholder-change", HttpMethod.PUT, one, planners, this::change),
                        Route.api("stakeholder-remove", HttpMethod.DELETE, one, planners, this::remove)),
                List.of(new Room.Entry(Room.Group.PLAN, 20, "Stakeholders", "/stakeholders", planners)));
    }

    /** What the page shows. */
    public record MapPage(
            List<Stakeholder> all,
            StakeholderMap map,
            List<String> gaps,
            List<SizedSegment> segments,
            List<PastLine> past,
            List<Relation> relations,
            String api,
            Optional<StakeholderForm> refused) {
        /** The form of one: as it is stored, or what was typed into it and refused. */
        public StakeholderForm form(Stakeholder one) {
            return refused.filter(each -> each.id().equals(one.id())).orElseGet(() -> StakeholderForm.of(one));
        }

        /** The form of somebody who is not on the map yet. */
        public StakeholderForm fresh() {
            return refused.filter(each -> each.id().isEmpty()).orElseGet(StakeholderForm::fresh);
        }

        /** What one is to others. */
        public List<Relation> from(Stakeholder one) {
            return relations.stream()
                    .filter(each -> each.from().equals(one.id()))
                    .toList();
        }

        public String name(String id) {
            return all.stream()
                    .filter(each -> each.id().equals(id))
                    .map(Stakeholder::name)
                    .findFirst()
                    .orElse("somebody");
        }
    }

    /** A change in the history. @param by who did it, by name */
    public record PastLine(Instant at, String by, String what) {}

    /** A place of the map, both 1 to 5. */
    public record Place(int power, int interest) {}

    /** What the API answers. @param gaps what is missing for a plan that can work */
    public record Listing(List<Shown> stakeholders, List<Relation> relations, List<String> gaps) {}

    /** A stakeholder in the API; what is not given is empty. @param attitude null unless it was asked for */
    public record Shown(
            String id,
            String name,
            Audience.Kind kind,
            int size,
            int power,
            int interest,
            Audience.@Nullable Attitude attitude,
            String note,
            String email,
            String segment,
            String person,
            List<Phrase> vocabulary,
            Quadrant quadrant,
            long version) {
        public Shown {
            vocabulary = List.copyOf(vocabulary);
        }

        /** @param positions whether to say where they stand */
        static Shown of(Stakeholder from, boolean positions) {
            return new Shown(
                    from.id(),
                    from.name(),
                    from.kind(),
                    from.size(),
                    from.power(),
                    from.interest(),
                    positions ? from.attitude() : null,
                    from.note(),
                    from.reach() instanceof Reach.Mailbox mailbox ? mailbox.address() : "",
                    from.reach() instanceof Reach.People group ? group.segment().key() : "",
                    from.reach() instanceof Reach.Person one ? one.personId() : "",
                    from.vocabulary(),
                    from.quadrant(),
                    from.version());
        }
    }

    private Reply page(Exchange exchange) {
        return page(exchange, Optional.empty());
    }

    private Reply page(Exchange exchange, Optional<StakeholderForm> refused) {
        List<Stakeholder> all = stakeholders.all(exchange.workspace());
        return Reply.page(
                "plan/stakeholders.jte",
                "Stakeholders",
                new MapPage(
                        all,
                        StakeholderMap.of(all, relations.all(exchange.workspace())),
                        stakeholders.gaps(all),
                        people.segments(exchange.workspace()),
                        past(exchange.workspace()),
                        relations.all(exchange.workspace()),
                        exchange.link("/api/v1/stakeholders/"),
                        refused));
    }

    private List<PastLine> past(Workspace workspace) {
        List<Past.Change> changes = stakeholders.history(workspace, SHOWN_CHANGES);
        Map<String, String> names = people.names(
                workspace, changes.stream().map(Past.Change::by).distinct().toList());
        return changes.stream()
                .map(change -> new PastLine(change.at(), names.getOrDefault(change.by(), "Somebody"), change.what()))
                .toList();
    }

    private Reply moveByForm(Exchange exchange) {
        Form form = exchange.form();
        move(exchange, Versions.ofForm(exchange), form.number("power", 1, 5), form.number("interest", 1, 5));
        return Reply.redirect(exchange.link("/stakeholders#place-" + exchange.path("stakeholder")));
    }

    private Reply move(Exchange exchange) {
        long seen = Versions.seen(exchange);
        Place to = exchange.json(Place.class);
        return tagged(exchange, 200, move(exchange, seen, to.power(), to.interest()));
    }

    private Stakeholder move(Exchange exchange, long seen, int power, int interest) {
        return stakeholders.move(
                exchange.workspace(), exchange.caller(), exchange.path("stakeholder"), seen, power, interest);
    }

    private Reply addByForm(Exchange exchange) {
        return Typed.keptUnlessGone(
                exchange,
                () -> {
                    stakeholders.add(exchange.workspace(), exchange.caller(), StakeholderForm.entry(exchange.form()));
                    return Reply.redirect(exchange.link("/stakeholders"));
                },
                typed -> page(exchange, Optional.of(new StakeholderForm("", typed, 0))));
    }

    private Reply changeByForm(Exchange exchange) {
        Workspace workspace = exchange.workspace();
        String id = exchange.path("stakeholder");
        long seen = Versions.ofForm(exchange);
        return Typed.keptUnlessGone(
                exchange,
                () -> {
                    stakeholders.change(workspace, exchange.caller(), id, seen, StakeholderForm.entry(exchange.form()));
                    return Reply.redirect(exchange.link("/stakeholders"));
                },
                typed -> {
                    // What was typed is laid over what is there now, so that sending it again is a decision.
                    long version = typed.version(
                            seen, () -> stakeholders.require(workspace, id).version());
                    return page(exchange, Optional.of(new StakeholderForm(id, typed, version)));
                });
    }

    private Reply removeByForm(Exchange exchange) {
        stakeholders.remove(
                exchange.workspace(), exchange.caller(), exchange.path("stakeholder"), Versions.ofForm(exchange));
        return Reply.redirect(exchange.link("/stakeholders"));
    }

    /** The four groups that every organisation has, to begin with. Only onto an empty map. */
    private Reply addUsual(Exchange exchange) {
        Workspace workspace = exchange.workspace();
        if (!stakeholders.all(workspace).isEmpty()) {
            throw new Problem(409, "map-not-empty", "There are stakeholders already.", "Add others one by one.");
        }
        int everybody = (int) Math.clamp(people.count(workspace), 1, 10_000_000);
        usual(exchange, "Senior management", Audience.Kind.SPONSOR, 5, 5, 2, "");
        usual(exchange, "Line managers", Audience.Kind.LINE_MANAGERS, Math.max(1, everybody / 10), 4, 3, "");
        usual(exchange, "Trainers", Audience.Kind.TRAINERS, Math.max(1, everybody / 50), 3, 4, "");
        usual(
                exchange,
                "All learners",
                Audience.Kind.LEARNERS,
                everybody,
                2,
                3,
                Segment.everybody().key());
        return Reply.redirect(exchange.link("/stakeholders"));
    }

    private void usual(
            Exchange exchange, String name, Audience.Kind kind, int size, int power, int interest, String segment) {
        var attitude = Audience.Attitude.NEUTRAL;
        stakeholders.add(
                exchange.workspace(),
                exchange.caller(),
                new StakeholderEntry(name, kind, size, power, interest, attitude, "", "", segment, "", null));
    }

    private Reply list(Exchange exchange) {
        List<Stakeholder> all = stakeholders.all(exchange.workspace());
        return Reply.json(new Listing(
                all.stream().map(each -> Shown.of(each, positions(exchange))).toList(),
                relations.all(exchange.workspace()),
                stakeholders.gaps(all)));
    }

    private Reply add(Exchange exchange) {
        Stakeholder added =
                stakeholders.add(exchange.workspace(), exchange.caller(), exchange.json(StakeholderEntry.class));
        return tagged(exchange, 201, added).withHeader("location", exchange.link("/api/v1/stakeholders/" + added.id()));
    }

    private Reply get(Exchange exchange) {
        return tagged(exchange, 200, stakeholders.require(exchange.workspace(), exchange.path("stakeholder")));
    }

    private Reply change(Exchange exchange) {
        long seen = Versions.seen(exchange);
        StakeholderEntry entry = exchange.json(StakeholderEntry.class);
        return tagged(
                exchange,
                200,
                stakeholders.change(
                        exchange.workspace(), exchange.caller(), exchange.path("stakeholder"), seen, entry));
    }

    private Reply remove(Exchange exchange) {
        stakeholders.remove(
                exchange.workspace(), exchange.caller(), exchange.path("stakeholder"), Versions.seen(exchange));
        return Reply.empty();
    }

    /** Where people stand leaves the workspace only for who asks for it by name. */
    private static boolean positions(Exchange exchange) {
        return exchange.query("positions").filter("true"::equals).isPresent();
    }

    private static Reply tagged(Exchange exchange, int status, Stakeholder stakeholder) {
        return Reply.json(status, Shown.of(stakeholder, positions(exchange)))
                .withHeader("etag", Versions.tag(stakeholder.version()));
    }
}
