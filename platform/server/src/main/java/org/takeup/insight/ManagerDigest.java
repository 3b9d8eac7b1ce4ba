package org.takeup.insight;

import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.takeup.delivery.Address;
import org.takeup.delivery.Mail;
import org.takeup.delivery.MailClass;
import org.takeup.delivery.MailComposer;
import org.takeup.delivery.MailFoot;
import org.takeup.delivery.MailToSend;
import org.takeup.delivery.Outbox;
import org.takeup.event.Event;
import org.takeup.event.Events;
import org.takeup.http.Dates;
import org.takeup.language.LocalWords;
import org.takeup.people.People;
import org.takeup.people.Person;
import org.takeup.people.Segment;
import org.takeup.plan.HandOvers;
import org.takeup.store.JobRunner.Later;
import org.takeup.tenant.TenantJobs;
import org.takeup.tenant.Workspace;

/**
 * Writes to everybody who leads people, on Monday morning, what they are asked to say this week, and how learning is going
 * in their people's unit. Nobody who has nothing to say is written to. The mail is one that people can do without: it obeys
 * their wishes and counts for the week's cap. One mail a person and week, whatever is repeated. Thread-safe; calls block.
 */
public final class ManagerDigest {
    /** The kind of these mails, as wishes name it. */
    static final String KIND = "manager-week";

    private static final Logger LOG = LoggerFactory.getLogger(ManagerDigest.class);
    private static final String JOB = "manager-week";
    private static final LocalTime MORNING = LocalTime.of(7, 0);
    /** A job that comes later than that, because the workspace was suspended, waits for the next week. */
    private static final Duration STALE = Duration.ofDays(2);

    private static final Duration AFTER_TROUBLE = Duration.ofMinutes(5);
    /** Managers who are looked at together. */
    static final int BATCH = 200;

    private static final LocalWords WORDS = LocalWords.beside(ManagerDigest.class, "digest");

    private final MyWeek weeks;
    private final HandOvers handOvers;
    private final People people;
    private final Outbox outbox;
    private final TenantJobs jobs;
    private final URI publicUrl;

    /** @param publicUrl for links in mails */
    public ManagerDigest(
            MyWeek weeks,
            HandOvers handOvers,
            People people,
            Outbox outbox,
            TenantJobs jobs,
            Events events,
            URI publicUrl) {
        this.weeks = weeks;
        this.handOvers = handOvers;
        this.people = people;
        this.outbox = outbox;
        this.jobs = jobs;
        this.publicUrl = publicUrl;
        outbox.register(KIND, MailClass.CAMPAIGN, this::mail);
        jobs.register(JOB, (workspace, ignored) -> write(workspace));
        events.listen((workspace, event) -> {
            if (event.kind() == Event.Kind.PLAN_APPROVED) {
                begin(workspace);
            }
        });
    }

    /** From the Monday after the first plan is approved, if it has not begun. Two at the same moment do no harm. */
    private void begin(Workspace workspace) {
        if (jobs.waiting(workspace).stream().noneMatch(job -> job.kind().equals(JOB))) {
            jobs.add(workspace, JOB, new Document(), morning(workspace, nextMonday(workspace)));
        }
    }

    private static LocalDate monday(Workspace workspace) {
        return workspace.today().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    private static LocalDate nextMonday(Workspace workspace) {
        return workspace.today().with(TemporalAdjusters.next(DayOfWeek.MONDAY));
    }

    private static Instant morning(Workspace workspace, LocalDate day) {
        return day.atTime(MORNING).atZone(workspace.settings().zone()).toInstant();
    }

    private void write(Workspace workspace) throws Later {
        LocalDate monday = monday(workspace);
        Instant now = workspace.clock().instant();
        Instant due = morning(workspace, monday);
        if (now.isBefore(due)) {
            throw Later.until("It is Monday, and not yet morning", due);
        }
        if (now.isBefore(due.plus(STALE))) {
            try {
                write(workspace, monday);
            } catch (RuntimeException e) {
                // This comes every week: trouble now must not end it, as a job's attempts would.
                LOG.warn("What to say this week cannot be written now", e);
                throw new Later("What to say this week cannot be written now", AFTER_TROUBLE);
            }
        }
        Instant next = morning(workspace, nextMonday(workspace));
        throw Later.until("The next week begins at " + next, next);
    }

    private void write(Workspace workspace, LocalDate monday) {
        var soon = handOvers.dueSoon(workspace);
        List<Person> managers = people.managers(workspace, new Segment.Everybody()).stream()
                .filter(manager -> Address.isPlain(manager.email()))
                .toList();
        for (int from = 0; from < managers.size(); from += BATCH) {
            List<Person> page = managers.subList(from, Math.min(managers.size(), from + BATCH));
            Set<String> wanted =
                    weeks.whoIsToSay(workspace, page.stream().map(Person::id).toList(), soon);
            outbox.addAll(
                    workspace,
                    page.stream()
                            .filter(manager -> wanted.contains(manager.id()))
                            .map(manager -> new MailToSend(
                                    KIND + ":" + monday + ":" + manager.id(),
                                    manager.id(),
                                    manager.email(),
                                    KIND,
                                    KIND + ":" + monday))
                            .toList());
        }
    }

    private Mail mail(Workspace workspace, MailToSend mail) {
        LocalWords words = WORDS.in(workspace.settings().language());
        MyWeek.ToSay toSay = weeks.toSay(workspace, mail.personId(), handOvers.dueSoon(workspace), words.locale());
        if (toSay.isEmpty()) {
            throw new MailComposer.NotNeeded("There is nothing left to say this week.");
        }
        var dates = new Dates(words.locale(), workspace.settings().zone());
        var text = new StringBuilder(words.say("intro")).append("\n\n");
        toSay.now().forEach(each -> text.append(line(each.subject(), each.audience(), each.on(), dates, words)));
        toSay.coming().forEach(each -> text.append(line(each.subject(), each.audience(), each.on(), dates, words)));
        String link = publicUrl + "/w/" + workspace.tenant().slug() + "/my-week";
        text.append('\n').append(words.say("words", "link", link)).append('\n');
        for (MyWeek.Team team : weeks.teamsOf(workspace, mail.personId())) {
            team(team, dates, words)
                    .ifPresent(line -> text.append('\n').append(line).append('\n'));
        }
        int n = toSay.now().size() + toSay.coming().size();
        return new Mail(
                words.say(n == 1 ? "subject.one" : "subject", "n", n),
                MailFoot.below(text.toString(), publicUrl, workspace, words.locale(), "mail-week"));
    }

    private static String line(String subject, String audience, LocalDate on, Dates dates, LocalWords words) {
        return "- "
                + words.say("line", Map.of("subject", subject, "audience", audience, "day", dates.fullDay(on)))
                + "\n";
    }

    /** Nothing of a unit without figures, because it has too few people or no learning data. */
    private static Optional<String> team(MyWeek.Team team, Dates dates, LocalWords words) {
        return team.takeUp()
                .flatMap(takeUp -> BoardRoutes.latest(takeUp, dates))
                .map(latest ->
                        words.say("team", Map.of("unit", team.unit(), "share", latest.share(), "week", latest.week())));
    }
}
