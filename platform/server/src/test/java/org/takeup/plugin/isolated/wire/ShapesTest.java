package org.takeup.plugin.isolated.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.takeup.plugin.api.Answer;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.lms.LearningRecord;
import org.takeup.plugin.api.lms.LearningRecord.Completion.Outcome;
import org.takeup.plugin.api.plan.Audience;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.MessengerWeight;
import org.takeup.plugin.api.plan.PlanContext;
import org.takeup.plugin.api.plan.PlanDraft;
import org.takeup.plugin.api.survey.Condition;
import org.takeup.plugin.api.survey.Signal;

/** Values of the API go over the wire and come back equal; nothing else comes back at all. */
class ShapesTest {
    private static final LocalizedText TEXT =
            LocalizedText.english("x \u2028 \ud83d\ude80").with("de", "\u00fc");

    private static final PlanContext CONTEXT = new PlanContext(
            "All",
            LocalDate.of(-5, 2, 28),
            List.of(new Audience("a", "", 1, 1, 5, Audience.Attitude.CHAMPION, Audience.Kind.OTHER)),
            Map.of(Messenger.PEER, new MessengerWeight(0.1, Double.MIN_VALUE, 1e300, "s")),
            List.of(new Signal("weak:a", "a", TEXT)));

    private static final PlanDraft DRAFT = new PlanDraft(
            "Title",
            List.of("one", "two"),
            List.of(new PlanDraft.Step(
                    "s1",
                    "a",
                    PlanDraft.Purpose.ENGAGE,
                    PlanDraft.Phase.KNOW,
                    Messenger.CHAMPION,
                    PlanDraft.Channel.EMAIL,
                    LocalDate.MAX,
                    "Subject",
                    "Words",
                    "Reason",
                    new PlanDraft.Measure(PlanDraft.Metric.STARTED, Integer.MIN_VALUE))));

    private static In in(Out out) {
        byte[] bytes = out.toBytes();
        return new In(bytes, 0, bytes.length);
    }

    private static Object roundTrip(Class<?> type, Object value) {
        var out = new Out();
        Shapes.of(type).write(out, value);
        In in = in(out);
        Object read = Shapes.of(type).read(in);
        in.end();
        return read;
    }

    @Test
    void everyKindOfValueComesBackEqual() {
        assertEquals(CONTEXT, roundTrip(PlanContext.class, CONTEXT));
        assertEquals(DRAFT, roundTrip(PlanDraft.class, DRAFT));
        for (LearningRecord record : List.of(
                new LearningRecord.OrgUnit("1", "n", null),
                new LearningRecord.Offering("1", "c", "t", LocalDate.EPOCH, null),
                new LearningRecord.Person("1", "n", "a@b", List.of("u"), LearningRecord.Person.Role.TEACHER, true),
                new LearningRecord.Completion("1", "p", "o", LocalDate.MIN, Outcome.FAILED))) {
            assertEquals(record, roundTrip(LearningRecord.class, record));
        }
        for (Answer answer : List.of(
                new Answer.NotApplicable(), new Answer.Rating(-1), new Answer.Chosen(List.of()), new Answer.Text(""))) {
            assertEquals(answer, roundTrip(Answer.class, answer));
        }
        assertNull(roundTrip(PlanDraft.class, null));
    }

    @Test
    void everyOperationHasArgumentsAndAResultOfTheAllowList() {
        for (Operation operation : Operation.values()) {
            var out = new Out();
            operation.writeResult(out, null);
            assertNull(operation.readResult(in(out)));
        }
    }

    @Test
    void onlyTypesOfTheApiHaveAShape() {
        for (Class<?> type : List.of(Object.class, Thread.class, java.io.File.class, Map.class, StringBuilder.class)) {
            assertThrows(IllegalArgumentException.class, () -> Shapes.of(type));
        }
    }

    @Test
    void whatIsNoValueIsNotSent() {
        record Own(String text) {}
        assertThrows(NoValue.class, () -> roundTrip(Answer.class, new Own("x")));
        List<Object> heap = new ArrayList<>(List.of(new Own("x")));
        var out = new Out();
        assertThrows(NoValue.class, () -> Operation.WIZARD.writeResult(out, heap));
        var large = Collections.nCopies(20, "x".repeat(1 << 20));
        assertThrows(NoValue.class, () -> Operation.LINT.writeResult(new Out(), large));
    }

    @Test
    void conditionsHoldConditionsButNotWithoutEnd() {
        Condition some = new Condition.Not(new Condition.Any(List.of(
                new Condition.AtLeast("a", new BigDecimal("-12345678901234567890.12345")),
                new Condition.All(List.of(new Condition.Is("b", Set.of("x", "y")), new Condition.Answered("c"))))));
        assertEquals(some, roundTrip(Condition.class, some));
        Condition deep = some;
        for (int i = 0; i < 10_000; i++) {
            deep = new Condition.Not(deep);
        }
        Condition tooDeep = deep;
        assertThrows(NoValue.class, () -> roundTrip(Condition.class, tooDeep));
        // As a child would write it that does not keep to the bound: "not" within "not", each as its place and a flag.
        int not = List.of("All", "Answered", "Any", "AtLeast", "AtMost", "Is", "Not")
                .indexOf("Not");
        var forged = new Out();
        for (int i = 0; i < 200_000; i++) {
            forged.flag(true).number(not);
        }
        assertThrows(ProtocolError.class, () -> Shapes.of(Condition.class).read(in(forged)));
    }

    @Test
    void aNumberOfABillionDigitsIsNotSent() {
        for (String number : List.of("1E+1000000000", "1E-1000000000", "1".repeat(100))) {
            var condition = new Condition.AtMost("a", new BigDecimal(number));
            assertThrows(NoValue.class, () -> roundTrip(Condition.class, condition), number);
        }
        var forged = new Out().flag(true).number(Integer.MIN_VALUE).number(1).u8(1);
        assertThrows(ProtocolError.class, () -> Shapes.of(BigDecimal.class).read(in(forged)));
    }

    @Test
    void aFrameThatPromisesMoreThanItHasCostsNothing() {
        var many = new Out().flag(true).number(Integer.MAX_VALUE);
        assertThrows(ProtocolError.class, () -> Operation.WIZARD.readResult(in(many)));
        var parts = new Out().flag(true).number(In.MOST_PARTS + 1L);
        for (int i = 0; i <= In.MOST_PARTS; i++) {
            parts.flag(false);
        }
        assertThrows(ProtocolError.class, () -> Operation.WIZARD.readResult(in(parts)));
    }

    /** Seeded, so that a failure can be found again. */
    @Test
    void tenThousandMutatedFramesGiveAValueOrAProtocolErrorAndLittleMemory() {
        var random = new Random(7);
        var lint = new Out();
        Operation.LINT.writeArguments(lint, List.of(CONTEXT, DRAFT));
        var sink = new Out();
        SinkEvent.accept(
                sink,
                new LearningRecord.Person("1", "n", null, List.of("u"), LearningRecord.Person.Role.OTHER, false),
                new org.takeup.plugin.api.lms.SourceLine("f", 3));
        var thrown = new Out();
        Thrown.write(thrown, new IllegalStateException("x"), new Throwable());
        var unreadable = new Out();
        Thrown.write(unreadable, new org.takeup.plugin.api.lms.UnreadableSource(TEXT), new Throwable());
        List<byte[]> seeds = List.of(lint.toBytes(), sink.toBytes(), thrown.toBytes(), unreadable.toBytes());
        int values = 0;
        int errors = 0;
        var memory = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        long before = memory.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 10_000; i++) {
            byte[] bytes = mutated(seeds.get(i % seeds.size()), random);
            try {
                read(i % seeds.size(), new In(bytes, 0, bytes.length));
                values++;
            } catch (ProtocolError e) {
                errors++;
            }
        }
        long perFrame = (memory.getCurrentThreadAllocatedBytes() - before) / 10_000;
        assertEquals(10_000, values + errors);
        assertTrue(errors > 1_000 && values > 100, values + " values, " + errors + " errors");
        assertTrue(perFrame < 100_000, perFrame + " bytes a frame");
    }

    private static byte[] mutated(byte[] seed, Random random) {
        byte[] bytes = java.util.Arrays.copyOf(seed, Math.max(0, seed.length + random.nextInt(5) - 2));
        for (int left = random.nextInt(4); left > 0 && bytes.length > 0; left--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static void read(int seed, In in) {
        switch (seed) {
            case 0 -> Operation.LINT.readArguments(in);
            case 1 -> replay(in);
            default -> Thrown.read(in);
        }
    }

    private static void replay(In in) {
        try {
            SinkEvent.replay(in, new org.takeup.plugin.api.lms.RecordSink() {
                @Override
                public void accept(LearningRecord record, org.takeup.plugin.api.lms.SourceLine at) {}

                @Override
                public void reject(org.takeup.plugin.api.lms.SourceLine at, org.takeup.plugin.api.Finding why) {}

                @Override
                public void progress(long done, long total) {}
            });
            in.end();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
