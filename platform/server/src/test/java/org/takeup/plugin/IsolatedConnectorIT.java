package org.takeup.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.takeup.app.TestPlatform;
import org.takeup.learning.Archives;
import org.takeup.plugin.PackageLoader.Mode;
import org.takeup.plugin.api.Finding;
import org.takeup.plugin.api.http.HttpAnswer;
import org.takeup.plugin.api.http.HttpFailed;
import org.takeup.plugin.api.http.HttpRefused;
import org.takeup.plugin.api.http.PluginHttp;
import org.takeup.plugin.api.lms.Archive;
import org.takeup.plugin.api.lms.ConnectorContext;
import org.takeup.plugin.api.lms.LearningRecord;
import org.takeup.plugin.api.lms.LmsConnector;
import org.takeup.plugin.api.lms.RecordSink;
import org.takeup.plugin.api.lms.SourceLine;
import org.takeup.plugin.api.lms.UnreadableSource;

/** A connector in a process of its own gets its archive, its sink and its way out as in this one, faults too. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IsolatedConnectorIT {
    private static final int PEOPLE = 1_500;

    private Modes modes;

    @BeforeAll
    void start() {
        modes = new Modes();
    }

    @AfterAll
    void stop() {
        modes.close();
    }

    private Loaded load(String plugin, Mode mode) throws IOException {
        try (var zips = Files.newDirectoryStream(TestPlatform.PACKAGES, "*" + plugin + "*.zip")) {
            return modes.load(Files.readAllBytes(zips.iterator().next()), mode);
        }
    }

    @Test
    void aFullReadOfOneRosterGivesTheSameRecordsInTheSameOrder() throws Exception {
        var seen = new ArrayList<List<Object>>();
        for (Mode mode : Mode.values()) {
            Loaded loaded = load("lms-oneroster", mode);
            var sink = new Taken();
            var context = new ConnectorContext(Map.of(), Optional.of(export()));
            modes.call(loaded, LmsConnector.class, each -> {
                sink.all.add(List.of(each.check(context), each.profile().id()));
                each.read(context, sink);
                return "";
            });
            seen.add(sink.all);
        }
        List<Object> here = seen.get(0);
        assertTrue(here.size() > 2 * PEOPLE, "events: " + here.size());
        assertTrue(here.stream().anyMatch(each -> each.toString().startsWith("[reject")));
        // One by one: a message with both lists would be megabytes.
        assertEquals(here.size(), seen.get(1).size());
        for (int i = 0; i < here.size(); i++) {
            assertEquals(here.get(i), seen.get(1).get(i), "event " + i);
        }
    }

    @Test
    void whatTheArchiveOrTheSinkSayComesThroughAsItIs() throws Exception {
        Loaded loaded = load("lms-oneroster", Mode.ISOLATED);
        var nothing = new ConnectorContext(Map.of(), Optional.of(new Named(Map.of("other.txt", "x"))));
        var unreadable = modes.call(
                loaded,
                LmsConnector.class,
                each -> assertThrows(UnreadableSource.class, () -> each.read(nothing, new Taken()))
                        .text());
        Loaded here = load("lms-oneroster", Mode.IN_PROCESS);
        var same = modes.call(
                here,
                LmsConnector.class,
                each -> assertThrows(UnreadableSource.class, () -> each.read(nothing, new Taken()))
                        .text());
        assertEquals(same, unreadable);

        var full = new Problem409();
        var context = new ConnectorContext(Map.of(), Optional.of(export()));
        var came = assertThrows(
                PluginMissing.class,
                () -> modes.call(loaded, LmsConnector.class, each -> {
                    each.read(context, full);
                    return "";
                }));
        org.junit.jupiter.api.Assertions.assertSame(full.thrown, came);
        assertEquals(Problem409.AFTER, full.taken);
        assertEquals(1, loaded.isolated().orElseThrow().state().starts());
    }

    @Test
    void anArchivesFaultsKeepTheirTypeAndWords() {
        String id = "archive-faults";
        Loaded loaded = modes.isolated(PluginSource.empty(id, "1.0.0").extension("sample.Faults", """
                package sample;
                import java.util.*;
                import java.io.*;
                import org.takeup.plugin.api.*;
                import org.takeup.plugin.api.lms.*;
                public class Faults implements LmsConnector {
                    @Override public ConnectorProfile profile() { throw new UnsupportedOperationException(); }
                    @Override public List<Finding> check(ConnectorContext context) {
                        List<Finding> found = new ArrayList<>();
                        Archive archive = context.archive().get();
                        for (String name : List.of("missing", "damaged", "good")) {
                            try (InputStream in = archive.open(name)) {
                                String text = new String(in.readAllBytes(), "UTF-8");
                                found.add(say(text.substring(0, 3) + text.length() + " of " + archive.size(name)));
                            } catch (IOException e) {
                                found.add(say(e.getClass().getSimpleName() + ": " + e.getMessage()));
                            }
                        }
                        found.add(say(new TreeSet<>(archive.names()).toString()));
                        return found;
                    }
                    private static Finding say(String text) {
                        return new Finding(Finding.Severity.HINT, "", LocalizedText.english(text));
                    }
                    @Override public void read(ConnectorContext context, RecordSink sink) {}
                }
                """));
        var archive = new Named(Map.of("good", "abc".repeat(400_000), "damaged", "!"));
        var context = new ConnectorContext(Map.of("token", "s3"), Optional.of(archive));
        List<Finding> found = modes.call(loaded, LmsConnector.class, each -> each.check(context));
        assertEquals(
                List.of(
                        "NoSuchFileException: missing",
                        "IOException: damaged: a limit is reached",
                        "abc1200000 of 1200000",
                        "[damaged, good]"),
                found.stream()
                        .map(each -> each.message().byLanguage().get("en"))
                        .toList());
        assertFalse(archive.open > 0, "all streams are closed");
    }

    @Test
    void aConnectorReachesOthersByWayOfTheHostAndLearnsWhyNot() {
        Loaded loaded =
                modes.isolated(PluginSource.empty("calls-others", "1.0.0").extension("sample.Calling", """
                package sample;
                import java.net.URI;
                import java.util.*;
                import org.takeup.plugin.api.*;
                import org.takeup.plugin.api.http.*;
                import org.takeup.plugin.api.lms.*;
                public class Calling implements LmsConnector {
                    @Override public ConnectorProfile profile() { throw new UnsupportedOperationException(); }
                    @Override public List<Finding> check(ConnectorContext context) {
                        List<Finding> found = new ArrayList<>();
                        for (String path : List.of("good", "paused", "failed")) {
                            URI uri = URI.create("https://lms.example/" + path);
                            HttpCall call = HttpCall.post(uri, "text/plain", "sent".getBytes()).with("X-Own", "1");
                            try {
                                HttpAnswer answer = context.http().send(call);
                                found.add(say(answer.status() + answer.header("etag").get() + answer.text()));
                            } catch (HttpRefused e) {
                                found.add(say(e.reason() + e.getMessage() + e.until().get()));
                            } catch (Exception e) {
                                found.add(say(e.getClass().getSimpleName() + e.getMessage()));
                            }
                        }
                        return found;
                    }
                    private static Finding say(String text) {
                        return new Finding(Finding.Severity.HINT, "", LocalizedText.english(text));
                    }
                    @Override public void read(ConnectorContext context, RecordSink sink) {}
                }
                """));
        PluginHttp http = call -> switch (call.uri().getPath()) {
            case "/good" ->
                new HttpAnswer(
                        201,
                        Map.of("ETag", List.of("7")),
                        (call.method()
                                        + new String(call.body().orElseThrow(), UTF_8)
                                        + call.headers().get("X-Own"))
                                .getBytes(UTF_8));
            case "/paused" -> throw new HttpRefused(HttpRefused.Reason.PAUSED, "later", Instant.EPOCH);
            default -> throw new HttpFailed("cut off");
        };
        var context = new ConnectorContext(Map.of(), Optional.empty(), http);
        List<Finding> found = modes.call(loaded, LmsConnector.class, each -> each.check(context));
        assertEquals(
                List.of("2017POSTsent1", "PAUSEDlater1970-01-01T00:00:00Z", "HttpFailedcut off"),
                found.stream()
                        .map(each -> each.message().byLanguage().get("en"))
                        .toList());
    }

    private static final class Taken implements RecordSink {
        final List<Object> all = new ArrayList<>();

        @Override
        public void accept(LearningRecord record, SourceLine at) {
            all.add(List.of("accept", record, at));
        }

        @Override
        public void reject(SourceLine at, Finding why) {
            all.add(List.of("reject", at, why));
        }

        @Override
        public void progress(long done, long total) {
            all.add(List.of("progress", done, total));
        }
    }

    /** A sink that throws what only we have. */
    private static final class Problem409 implements RecordSink {
        static final int AFTER = 700;
        final PluginMissing thrown = new PluginMissing("the store is full");
        int taken;

        @Override
        public void accept(LearningRecord record, SourceLine at) {
            if (taken == AFTER) {
                throw thrown;
            }
            taken++;
        }

        @Override
        public void reject(SourceLine at, Finding why) {}

        @Override
        public void progress(long done, long total) {}
    }

    private static class Named implements Archive {
        private final Map<String, String> files;
        int open;

        Named(Map<String, String> files) {
            this.files = files;
        }

        @Override
        public Set<String> names() {
            return files.keySet();
        }

        @Override
        public InputStream open(String name) throws IOException {
            String text = files.get(name);
            if (text == null) {
                throw new NoSuchFileException(name);
            }
            if (text.equals("!")) {
                throw new IOException(name + ": a limit is reached");
            }
            open++;
            return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
                @Override
                public void close() {
                    open--;
                }
            };
        }

        @Override
        public long size(String name) {
            return files.get(name).length();
        }
    }

    /** An export with more records than go into one message, and one bad row. */
    private static Archive export() {
        var files = new TreeMap<>(Archives.roster(PEOPLE));
        files.merge("users.csv", "bad,true,north,wizard,,,,\n", String::concat);
        return new Named(files);
    }
}
