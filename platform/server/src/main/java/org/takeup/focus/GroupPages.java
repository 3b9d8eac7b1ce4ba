package org.takeup.focus;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.takeup.http.Access;
import org.takeup.http.Body;
import org.takeup.http.Exchange;
import org.takeup.http.Form;
import org.takeup.http.Problem;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.http.Typed;
import org.takeup.people.SizedSegment;
import org.takeup.survey.Surveys;
import org.takeup.survey.Wave;
import org.takeup.tenant.Role;
import org.takeup.tenant.Workspace;

/** How planners make focus groups, invite people and see who comes. */
public final class GroupPages {
    /** Room for the addresses of as many people as can be named. */
    static final long MOST_BYTES = 256 * 1024;

    private static final int USUAL_SEATS = 8;
    private static final int USUAL_MINUTES = 60;

    private final FocusGroups groups;
    private final Surveys surveys;

    public GroupPages(FocusGroups groups, Surveys surveys) {
        this.groups = groups;
        this.surveys = surveys;
    }

    public Room room() {
        Access planners = Access.role(Role.PLANNER);
        String all = "/focus-groups";
        String one = all + "/{focusGroup}";
        var lists = new Body.Form(MOST_BYTES);
        return new Room(
                List.of(
                        Route.page("focus-groups", all, planners, this::page),
                        // Before the page of one group: new is no group's id.
                        Route.page("focus-group-new", all + "/new", planners, this::blank),
                        Route.form("focus-group-make-form", all, planners, this::makeByForm)
                                .accepting(lists),
                        Route.page("focus-group", one, planners, this::group),
                        Route.form("focus-invite-form", one + "/invitations", planners, this::inviteByForm),
                        Route.form("focus-recruit-form", one + "/recruiting", planners, this::recruitByForm),
                        Route.form("focus-cancel-form", one + "/cancellation", planners, this::cancelByForm)),
                List.of(new Room.Entry(Room.Group.ASK, 18, "Focus groups", all, planners)));
    }

    /** All groups, with what is to come first. */
    public record GroupsPage(List<Line> coming, List<Line> over) {}

    /** A group in the list. @param state in words */
    public record Line(String id, String topic, String when, String whom, String state) {}

    /** The form of a new one. @param typed what stands in it, also what was sent and refused */
    public record BlankPage(List<SizedSegment> segments, List<Wave> waves, Typed typed) {}

    /**
     * A group's page.
     *
     * @param counts people in each state, in words
     * @param guests by name
     * @param typed what stands in the form that invites, also what was sent and refused
     */
    public record GroupPage(
            FocusGroup group,
            String when,
            String moderator,
            Optional<String> wave,
            String state,
            boolean open,
            Map<String, Long> counts,
            List<Recruiting.State> quotas,
            List<GuestLine> guests,
            String forgets,
            Typed typed) {}

    /** Somebody who was invited. */
    public record GuestLine(String name, String state) {}

    private String when(FocusGroup group) {
        return group.dates(Locale.ENGLISH).fullMoment(group.begins());
    }

    private static String state(FocusGroup group, Instant now) {
        if (group.cancelled()) {
            return "Called off";
        }
        return group.over(now) ? "Over" : now.isBefore(group.begins()) ? "To come" : "Under way";
    }

    static String words(Guest.State state) {
        return switch (state) {
            case INVITED -> "Has not answered";
            case LAPSED -> "Did not answer in time";
            case WAITING -> "On the waiting list";
            case COMING -> "Comes";
            case DECLINED -> "Does not come";
            case LEFT -> "Came or would have, and took it back";
        };
    }

    /** What somebody said, or how long there is time to say it. */
    private static String says(FocusGroup group, Guest guest) {
        String words = words(guest.state());
        return guest.state() == Guest.State.INVITED
                ? guest.answerBy()
                        .map(day -> words + ", and can until "
                                + group.dates(Locale.ENGLISH).day(day))
                        .orElse(words)
                : words;
    }

    private Reply page(Exchange exchange) {
        Instant now = exchange.workspace().clock().instant();
        Map<Boolean, List<Line>> lines = groups.latest(exchange.workspace()).stream()
                .collect(Collectors.partitioningBy(
                        group -> !group.cancelled() && !group.over(now),
                        Collectors.mapping(
                                group -> new Line(
                                        group.id(), group.topic(), when(group), group.whom(), state(group, now)),
                                Collectors.toList())));
        return Reply.page(
                "focus/groups.jte",
                "Focus groups",
                new GroupsPage(lines.getOrDefault(true, List.of()).reversed(), lines.getOrDefault(false, List.of())));
    }

    private Reply blank(Exchange exchange) {
        Workspace workspace = exchange.workspace();
        return form(
                exchange,
                Typed.blank()
                        .with("seats", USUAL_SEATS)
                        .with("time", "10:00")
                        .with("minutes", USUAL_MINUTES)
                        .with("zone", workspace.settings().zone().getId())
                        .with(
                                "moderator",
                                groups.people()
                                        .find(workspace, exchange.caller().personId())
                                        .map(person -> person.email())
                                        .orElse(""))
                        .with("keepDays", FocusEntry.USUAL_DAYS));
    }

    private Reply form(Exchange exchange, Typed typed) {
        Workspace workspace = exchange.workspace();
        return Reply.page(
                "focus/new.jte",
                "New focus group",
                new BlankPage(surveys.segments(workspace), surveys.list(workspace, Optional.empty()), typed));
    }

    private Reply makeByForm(Exchange exchange) {
        return Typed.kept(
                exchange,
                () -> {
                    FocusGroup made = groups.make(exchange.workspace(), entry(exchange.workspace(), exchange.form()));
                    return Reply.redirect(exchange.link("/focus-groups/" + made.id()));
                },
                typed -> form(exchange, typed));
    }

    private FocusEntry entry(Workspace workspace, Form form) {
        return new FocusEntry(
                form.text("topic").orElse(""),
                form.text("wave").orElse(""),
                form.text("segment").orElse(""),
                form.text("people").stream().flatMap(String::lines).toList(),
                form.number("seats", 1, 1_000),
                form.text("seed").orElse(""),
                begins(form),
                form.text("zone").orElse(""),
                form.number("minutes", 1, 10_000),
                form.text("place").orElse(""),
                form.text("moderator").orElse(""),
                form.text("language").orElse(""),
                form.text("keepDays").isEmpty() ? null : form.number("keepDays", 0, 365),
                Quota.lines(form.text("quotas").orElse(""), name -> groups.isUnit(workspace, name)));
    }

    private static LocalDateTime begins(Form form) {
        try {
            return form.date("day").atTime(LocalTime.parse(form.required("time", 8)));
        } catch (DateTimeException e) {
            throw Problem.invalid("time", "Please give a time like 09:30.");
        }
    }

    private Reply group(Exchange exchange) {
        FocusGroup group = groups.find(exchange.workspace(), exchange.path("focusGroup"));
        return group(
                exchange,
                group,
                Typed.blank()
                        .with("many", 2 * group.seats())
                        .with("beyond", group.beyond().orElse(0))
                        .with("answerDays", group.answerDays()));
    }

    private Reply group(Exchange exchange, FocusGroup group, Typed typed) {
        Workspace workspace = exchange.workspace();
        Instant now = workspace.clock().instant();
        List<Guest> guests = groups.guests(workspace, group.id());
        Map<String, String> names = new HashMap<>(groups.people()
                .names(workspace, guests.stream().map(Guest::person).toList()));
        var counts = new java.util.LinkedHashMap<String, Long>();
        groups.tally(workspace, group.id()).forEach((state, many) -> counts.put(words(state), many));
        return Reply.page(
                "focus/group.jte",
                group.topic(),
                new GroupPage(
                        group,
                        when(group),
                        groups.people()
                                .find(workspace, group.moderator())
                                .map(person -> person.name())
                                .orElse("Nobody any more"),
                        group.wave().map(wave -> title(workspace, wave)),
                        state(group, now),
                        !group.cancelled() && now.isBefore(group.begins()),
                        counts,
                        Recruiting.states(group, guests),
                        guests.stream()
                                .map(guest -> new GuestLine(
                                        names.getOrDefault(guest.person(), "Somebody who is not here any more"),
                                        says(group, guest)))
                                .sorted(java.util.Comparator.comparing(GuestLine::name))
                                .toList(),
                        group.dates(Locale.ENGLISH).longDay(group.forgotten().orElse(group.forgets())),
                        typed));
    }

    /** A planned survey may have been deleted since. */
    private String title(Workspace workspace, String wave) {
        return surveys.list(workspace, Optional.empty()).stream()
                .filter(each -> each.id().equals(wave))
                .map(Wave::title)
                .findFirst()
                .orElse("An earlier survey");
    }

    private Reply inviteByForm(Exchange exchange) {
        return kept(
                exchange,
                (group, form) -> groups.invite(
                        exchange.workspace(), group.id(), form.number("many", 1, FocusGroups.MOST_AT_ONCE)));
    }

    private Reply recruitByForm(Exchange exchange) {
        return kept(
                exchange,
                (group, form) -> groups.recruiting()
                        .begin(
                                exchange.workspace(),
                                group,
                                form.number("beyond", 0, Recruiting.MOST_BEYOND),
                                form.text("answerDays").isEmpty()
                                        ? group.answerDays()
                                        : form.number("answerDays", 1, Recruiting.MOST_DAYS)));
    }

    /** Invites, and shows the group; whoever is refused sees it with what they typed. */
    private Reply kept(Exchange exchange, BiConsumer<FocusGroup, Form> invite) {
        FocusGroup group = groups.find(exchange.workspace(), exchange.path("focusGroup"));
        return Typed.kept(
                exchange,
                () -> {
                    invite.accept(group, exchange.form());
                    return Reply.redirect(exchange.link("/focus-groups/" + group.id()));
                },
                typed -> group(exchange, group, typed));
    }

    private Reply cancelByForm(Exchange exchange) {
        groups.cancel(exchange.workspace(), exchange.path("focusGroup"));
        return Reply.redirect(exchange.link("/focus-groups/" + exchange.path("focusGroup")));
    }
}
