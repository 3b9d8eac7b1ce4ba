package org.takeup.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The evil plugins of the folder {@code evil} among the test resources, and what must come of each: in this process, and
 * in one of its own.
 */
enum Evil {
    // Takes more time than it may
    SPINS(End.TOO_SLOW, End.TOO_SLOW, true),
    SLEEPS_ON(End.TOO_SLOW, End.TOO_SLOW, true),
    GIVES_WAY(End.TOO_SLOW, End.TOO_SLOW, false),
    WAITS_FOR_ITSELF(End.TOO_SLOW, End.TOO_SLOW, true),
    ANSWERS_LATE(End.TOO_SLOW, End.TOO_SLOW, true),
    // Throws
    RECURSES(End.BROKEN, End.BROKEN, false),
    THROWS_STACK_OVERFLOW(End.BROKEN, End.BROKEN, false),
    THROWS_OUT_OF_MEMORY(End.BROKEN, End.BROKEN, true),
    THROWS_AN_ERROR(End.BROKEN, End.BROKEN, false),
    THROWS_ONE_THAT_THROWS(End.BROKEN, End.BROKEN, false),
    THROWS_ONE_THAT_SPINS(End.TOO_SLOW, End.TOO_SLOW, true),
    FORGES_LOG_LINES(End.BROKEN, End.BROKEN, false),
    // Answers with what is no value
    RETURNS_NULL(End.BROKEN, End.BROKEN, false),
    RETURNS_ITS_OWN(End.BROKEN, End.BROKEN, false),
    RETURNS_SOMETHING_HIDDEN(End.BROKEN, End.BROKEN, false),
    RETURNS_ANOTHER_KIND(End.BROKEN, End.BROKEN, false),
    RETURNS_A_GIGABYTE(End.BROKEN, End.BROKEN, false),
    RETURNS_A_MILLION(End.BROKEN, End.BROKEN, false),
    RETURNS_ITSELF(End.BROKEN, End.BROKEN, false),
    LIES_ABOUT_ITS_SIZE(End.ANSWERS, End.ANSWERS, false, ""),
    NEVER_ENDS(End.BROKEN, End.BROKEN, false),
    CHANGES_WHILE_IT_IS_READ(End.ANSWERS, End.ANSWERS, false, "harmless"),
    // Leaves something behind
    KEEPS_ALL(End.ANSWERS, End.BROKEN, true, ""),
    LEAVES_THREAD_LOCALS(End.ANSWERS, End.ANSWERS, false, ""),
    LEAVES_AN_INTERRUPT(End.ANSWERS, End.ANSWERS, false, ""),
    // Uses up what others need
    FILLS_ITS_HEAP(End.NEVER, End.BROKEN, true),
    FILLS_DIRECT_MEMORY(End.REFUSED, End.BROKEN, true),
    FILLS_NATIVE_MEMORY(End.REFUSED, End.BROKEN, true),
    STARTS_THREADS(End.REFUSED, End.BROKEN, true),
    STARTS_PROCESSES(End.REFUSED, End.BROKEN, false),
    OPENS_FILES(End.REFUSED, End.BROKEN, false),
    PRINTS_A_MILLION_LINES(End.REFUSED, End.ANSWERS, false, ""),
    // Ends the process
    EXITS(End.REFUSED, End.BROKEN, true),
    HALTS(End.REFUSED, End.BROKEN, true),
    // Reaches beyond its call
    WRITES_FILES(End.REFUSED, End.ANSWERS, false, "wrote 0"),
    DELETES_FILES(End.REFUSED, End.ANSWERS, false, "deleted 0"),
    TELLS_THE_ENVIRONMENT(End.REFUSED, End.ANSWERS, false, "environment {MALLOC_ARENA_MAX=2} filter !*"),
    READS_THE_HOST(End.REFUSED, End.ANSWERS, false, "read nothing nothing nothing nothing"),
    OPENS_CONNECTIONS(End.REFUSED, End.ANSWERS, false, "refused"),
    LISTENS_ITSELF(End.REFUSED, End.ANSWERS, false, "listens"),
    FORGES_A_TICKET(End.REFUSED, End.ANSWERS, false, "read -1"),
    CHANGES_THE_PROCESS(End.REFUSED, End.ANSWERS, false, ""),
    PRINTS_FORGED_LINES(End.REFUSED, End.ANSWERS, false, ""),
    LOOKS_FOR_THE_HOST(End.REFUSED, End.ANSWERS, false, "found"),
    READS_OBJECTS(End.REFUSED, End.ANSWERS, false, "refused"),
    // Drafts what no plan may hold
    DRAFTS_THE_YEAR9999(End.BAD_DRAFT, End.BAD_DRAFT, false, "steps[0].on"),
    DRAFTS_FOR_ANOTHER_TENANT(End.BAD_DRAFT, End.BAD_DRAFT, false, "steps[0].audienceId"),
    DRAFTS_MARKUP(End.BAD_DRAFT, End.BAD_DRAFT, false, "steps[0].words"),
    DRAFTS_NOTHING(End.BAD_DRAFT, End.BAD_DRAFT, false, "steps[0]."),
    DRAFTS_WITHOUT_END(End.BAD_DRAFT, End.BAD_DRAFT, false, "steps"),
    DRAFTS_FIFTY_MEGABYTES(End.NO_DRAFT, End.NO_DRAFT, false),
    DRAFTS_NULL(End.NO_DRAFT, End.NO_DRAFT, false);

    /** What the caller gets. */
    enum End {
        /** An answer, which does no harm. */
        ANSWERS,
        /** The sentence that the plugin failed. */
        BROKEN,
        /** The sentence that it took too long. */
        TOO_SLOW,
        /** The class scan does not let it in. */
        REFUSED,
        /** Code that may do this runs in a process of its own only: the heap is everybody's here. */
        NEVER,
        /** 502 with what is wrong with the draft, over HTTP. */
        BAD_DRAFT,
        /** 502 with the sentence that the plugin failed, over HTTP. */
        NO_DRAFT
    }

    /** In this process. */
    final End here;
    /** In one of its own. */
    final End apart;
    /** Whether that process ends and another takes over. */
    final boolean endsProcess;
    /** What the answer has in it. */
    final String says;

    Evil(End here, End apart, boolean endsProcess) {
        this(here, apart, endsProcess, "");
    }

    Evil(End here, End apart, boolean endsProcess, String says) {
        this.here = here;
        this.apart = apart;
        this.endsProcess = endsProcess;
        this.says = says;
    }

    /** Its class, which is the name of its file too. */
    String type() {
        return Arrays.stream(name().split("_", -1))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }

    /** What it does, in the words of its file. */
    String deed() {
        String source = source(type());
        int from = source.indexOf("/** ") + 4;
        return source.substring(from, source.indexOf(" */", from));
    }

    PluginSource plugin(String id) {
        return PluginSource.empty(id, "1.0.0")
                .sources("evil." + type(), Map.of("evil.Evil", source("Evil"), "evil." + type(), source(type())));
    }

    private static String source(String type) {
        String name = "/evil/" + type + ".java";
        try (InputStream in = Objects.requireNonNull(Evil.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
