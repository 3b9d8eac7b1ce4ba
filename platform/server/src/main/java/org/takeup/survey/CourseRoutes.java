package org.takeup.survey;

import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.takeup.delivery.MailState;
import org.takeup.delivery.Tally;
import org.takeup.http.Access;
import org.takeup.http.Body;
import org.takeup.http.Exchange;
import org.takeup.http.Reply;
import org.takeup.http.Room;
import org.takeup.http.Route;
import org.takeup.tenant.Role;

/** How planners watch and stop what a wave does by itself: inviting many people, and reminding them. */
public final class CourseRoutes {
    private final Surveys surveys;

    public CourseRoutes(Surveys surveys) {
        this.surveys = surveys;
    }

    public Room room() {
        Access planners = Access.role(Role.PLANNER);
        return new Room(
                List.of(
                        Route.form(
                                "survey-invite-stop",
                                "/surveys/{wave}/invitations/stop",
                                planners,
                                this::stopInvitingOnPage),
                        Route.form(
                                "survey-reminders-stop",
                                "/surveys/{wave}/reminders/stop",
                                planners,
                                this::stopRemindersOnPage),
                        Route.api("wave-course", HttpMethod.GET, "/waves/{wave}/course", planners, this::read),
                        Route.api(
                                        "wave-invite-stop",
                                        HttpMethod.POST,
                                        "/waves/{wave}/invitations/stop",
                                        planners,
                                        this::stopInviting)
                                .accepting(new Body.None()),
                        Route.api(
                                        "wave-reminders-stop",
                                        HttpMethod.POST,
                                        "/waves/{wave}/reminders/stop",
                                        planners,
                                        this::stopReminders)
                                .accepting(new Body.None())),
                List.of());
    }

    /**
     * How a wave is getting on, as the API shows it.
     *
     * @param people how many its audience had when it was opened, or last planned
     */
    public record CourseView(
            Optional<String> trouble,
            long people,
            long leftOut,
            Optional<InvitingView> inviting,
            List<ReminderView> reminders,
            List<MessengerView> messengers) {
        static CourseView of(Course course, Map<Integer, Tally> mails, Participation messengers) {
            return new CourseView(
                    course.trouble(),
                    course.people(),
                    course.leftOut(),
                    course.inviting().map(InvitingView::of),
                    course.reminders().stream()
                            .map(each -> ReminderView.of(each, mails))
                            .toList(),
                    messengers.units().stream().map(MessengerView::of).toList());
        }
    }

    /** Who took part of those in whose name one messenger was written to. */
    public record MessengerView(String messenger, long invited, long started, long finished, long percent) {
        private static MessengerView of(Participation.OfUnit each) {
            return new MessengerView(
                    each.unit(),
                    each.invited(),
                    each.started(),
                    each.finished(),
                    Participation.percent(each.finished(), each.invited()));
        }
    }

    /** The last time that people were invited. @param state {@code running}, {@code done} or {@code cancelled} */
    public record InvitingView(String state, boolean mail, long seen, long leftOut, Instant moved) {
        private static InvitingView of(Course.Inviting inviting) {
            return new InvitingView(
                    word(inviting.state()), inviting.mail(), inviting.seen(), inviting.leftOut(), inviting.moved());
        }
    }

    /** A reminder. @param state {@code planned}, {@code sent}, {@code stopped} or {@code too_late} */
    public record ReminderView(int number, Instant at, String state, long mailsSent, long mailsWaiting) {
        private static ReminderView of(Course.Reminder reminder, Map<Integer, Tally> mails) {
            Tally tally = mails.getOrDefault(reminder.number(), Tally.NONE);
            return new ReminderView(
                    reminder.number(), reminder.at(), word(reminder.state()), tally.of(MailState.SENT), tally.open());
        }
    }

    private static String word(Enum<?> state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private Reply read(Exchange exchange) {
        Wave wave = surveys.find(exchange.workspace(), exchange.path("wave"));
        Course course = surveys.course(exchange.workspace(), wave.id());
        return Reply.json(CourseView.of(
                course,
                surveys.reminderMails(exchange.workspace(), wave.id(), course),
                surveys.turnout().byMessenger(exchange.workspace(), wave)));
    }

    private Reply stopInviting(Exchange exchange) {
        surveys.cancelInviting(exchange.workspace(), exchange.path("wave"));
        return read(exchange);
    }

    private Reply stopReminders(Exchange exchange) {
        surveys.stopReminders(exchange.workspace(), exchange.path("wave"));
        return read(exchange);
    }

    private Reply stopInvitingOnPage(Exchange exchange) {
        surveys.cancelInviting(exchange.workspace(), exchange.path("wave"));
        return back(exchange);
    }

    private Reply stopRemindersOnPage(Exchange exchange) {
        surveys.stopReminders(exchange.workspace(), exchange.path("wave"));
        return back(exchange);
    }

    private static Reply back(Exchange exchange) {
        return Reply.redirect(exchange.link("/surveys/" + exchange.path("wave")));
    }
}
