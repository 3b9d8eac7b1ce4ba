package org.takeup.preference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.takeup.app.TestPlatform;
import org.takeup.delivery.Wishes.Answer;
import org.takeup.delivery.Wishes.Waiting;
import org.takeup.identity.StillClock;
import org.takeup.tenant.Tenant.Placement;

/** Messages to many people, asked about together: a handful of commands, and every answer as if it was asked by itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AskedTogetherIT {
    private static final int MANY = 64;
    private static final int CAP = 5;

    private final StillClock clock = new StillClock();
    private final AtomicReference<String> watched = new AtomicReference<>("");
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private TestPlatform platform;

    @BeforeAll
    void start() {
        platform = TestPlatform.start(environment -> environment, clock);
        platform.watch().tell((name, command) -> {
            String said = command.toJson();
            if (!watched.get().isEmpty() && said.contains(watched.get())) {
                commands.add(name + " " + collection(command));
            }
        });
    }

    @AfterAll
    void stop() {
        platform.close();
        assertEquals(List.of(), platform.watch().offences());
    }

    private static String collection(BsonDocument command) {
        return command.getString(command.getFirstKey()).getValue();
    }

    private static Waiting mail(String person) {
        return new Waiting(person, "plan-step", "EMAIL", true);
    }

    private static List<Waiting> toMany(String prefix) {
        return IntStream.range(0, MANY).mapToObj(n -> mail(prefix + n)).toList();
    }

    private List<String> commandsOf(Told told, Runnable work) {
        commands.clear();
        watched.set(told.workspace.tenant().id());
        work.run();
        watched.set("");
        return commands.stream().sorted().toList();
    }

    @ParameterizedTest
    @EnumSource(Placement.class)
    void howManyPeopleThereAreMakesNoMoreCommands(Placement placement) {
        var told = new Told(platform, placement);
        told.preferences.cap().most(told.workspace);
        List<Waiting> page = toMany("p");
        List<String> first = commandsOf(
                told,
                () -> assertEquals(
                        MANY,
                        told.wishes.askAll(told.workspace, page, clock.instant()).stream()
                                .filter(Answer.Send.class::isInstance)
                                .count()));
        assertEquals(
                List.of("find people", "find told_rules", "find told_weeks", "find told_wishes", "insert told_weeks"),
                first);
        List<String> again = commandsOf(told, () -> told.wishes.askAll(told.workspace, page, clock.instant()));
        assertEquals(
                List.of("find people", "find told_rules", "find told_weeks", "find told_wishes", "update told_weeks"),
                again);
        List<String> needed = commandsOf(
                told,
                () -> told.wishes.askAll(
                        told.workspace,
                        page.stream()
                                .map(each -> new Waiting(each.personId(), "account", "EMAIL", false))
                                .toList(),
                        clock.instant()));
        assertEquals(List.of(), needed, "what nobody can do without asks nobody");
    }

    @ParameterizedTest
    @EnumSource(Placement.class)
    void whatWentOutIsNotedWithAsFewCommandsForMany(Placement placement) {
        var told = new Told(platform, placement);
        told.preferences.cap().most(told.workspace);
        told.wishes.askAll(told.workspace, toMany("p"), clock.instant());
        List<Sendings.Sent> all = IntStream.range(0, MANY)
                .mapToObj(n -> new Sendings.Sent("p" + n, "plan", "step", "EMAIL"))
                .toList();
        for (int time = 0; time < 2; time++) {
            List<String> noted = commandsOf(told, () -> told.sendings.noteAll(told.workspace, all, clock.instant()));
            List<String> wanted =
                    new ArrayList<>(List.of("find told_weeks", "find told_wishes", "update told_sendings"));
            if (time == 0) {
                wanted.add("update told_weeks");
            }
            assertEquals(wanted, noted);
            for (Sendings.Sent each : all) {
                assertEquals(1, told.sendings.inWeek(told.workspace, each.personId(), clock.instant()));
            }
        }
        assertEquals(MANY, told.workspace.collection(SendingStore.SENDINGS).count(new Document()));
    }

    @ParameterizedTest
    @EnumSource(Placement.class)
    void eachIsAnsweredAsIfItWasAskedByItself(Placement placement) {
        var told = new Told(platform, placement);
        told.preferences.unsubscribe(told.workspace, "p1", "plan-step");
        told.says("ann", Told.entry(List.of("CHAT"), "", "", "", null));
        told.says("bob", Told.entry(List.of(), "", "", "", 2));
        var page = List.of(
                mail("p0"),
                mail("p1"),
                mail(told.id("ann")),
                mail(told.id("bob")),
                mail(told.id("bob")),
                mail(told.id("bob")),
                new Waiting("p1", "account", "EMAIL", false),
                new Waiting("p1", "other", "EMAIL", true));
        List<Answer> answers = told.wishes.askAll(told.workspace, page, clock.instant());
        assertInstanceOf(Answer.Send.class, answers.get(0));
        assertEquals(new Answer.Drop(Suppressed.Why.UNSUBSCRIBED.words()), answers.get(1));
        assertEquals(new Answer.Drop(Suppressed.Why.CHANNEL.words()), answers.get(2));
        assertInstanceOf(Answer.Send.class, answers.get(3));
        assertInstanceOf(Answer.Send.class, answers.get(4));
        assertInstanceOf(Answer.Wait.class, answers.get(5), "both places are held until it is known what was sent");
        assertInstanceOf(Answer.Send.class, answers.get(6));
        assertInstanceOf(Answer.Send.class, answers.get(7));
        assertEquals(
                2,
                new SuppressedStore(told.workspace)
                        .latest(java.util.Optional.empty(), 10)
                        .size());
        // What is changed between two pages counts for the second one.
        told.preferences.subscribe(told.workspace, "p1", "plan-step");
        told.preferences.unsubscribe(told.workspace, "p0", "plan-step");
        List<Answer> next = told.wishes.askAll(told.workspace, List.of(mail("p0"), mail("p1")), clock.instant());
        assertInstanceOf(Answer.Drop.class, next.get(0));
        assertInstanceOf(Answer.Send.class, next.get(1));
    }

    /** Pages of several nodes that meet at the same people, in other orders. */
    @ParameterizedTest
    @EnumSource(Placement.class)
    void ofPagesThatMeetNoPersonGetsMorePlacesThanTheCap(Placement placement) throws Exception {
        var told = new Told(platform, placement);
        var page = IntStream.range(0, 8).mapToObj(n -> mail("p" + n)).toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = IntStream.range(0, 2 * CAP)
                    .mapToObj(i -> threads.submit(() ->
                            told.wishes.askAll(told.workspace, i % 2 == 0 ? page : page.reversed(), clock.instant())))
                    .toList();
            long sends = 0;
            for (var each : asked) {
                sends += each.get().stream()
                        .filter(Answer.Send.class::isInstance)
                        .count();
            }
            assertTrue(sends <= (long) CAP * page.size(), sends + " sends");
        }
        for (Waiting each : page) {
            assertEquals(CAP, told.sendings.inWeek(told.workspace, each.personId(), clock.instant()));
        }
        clock.pass(Duration.ofMinutes(11));
        assertEquals(0, told.sendings.inWeek(told.workspace, page.getFirst().personId(), clock.instant()));
        assertTrue(told.workspace.collection(WeekStore.WEEKS).count(new Document()) >= page.size());
    }
}
