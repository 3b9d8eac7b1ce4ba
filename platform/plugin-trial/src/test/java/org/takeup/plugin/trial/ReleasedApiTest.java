package org.takeup.plugin.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.takeup.plugin.api.PluginApi;

/** The gate of the API: what was released stays. */
class ReleasedApiTest {
    private static final Path SOURCES = Path.of("../plugin-api/src/main/java");

    @TempDir
    private Path folder;

    static Stream<String> versionsOfThisMajor() throws IOException {
        String major = PluginApi.VERSION.substring(0, PluginApi.VERSION.indexOf('.') + 1);
        try (Stream<Path> files = Files.list(ReleaseApi.FOLDER)) {
            return files
                    .map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.startsWith(major) && name.endsWith(".api"))
                    .map(name -> name.replace(".api", ""))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("versionsOfThisMajor")
    void whatWasReleasedIsStillThere(String version) {
        List<String> broken = ApiGate.broken(new ReleasedApi(version).words(), now());
        assertEquals(
                "",
                String.join("\n", broken),
                "plugins that were built for " + version + " would break; see the guide");
    }

    @ParameterizedTest
    @MethodSource("versionsOfThisMajor")
    void theReleasedWordsAndTheClassesMadeOfThemSayTheSame(String version) {
        ReleasedApi api = new ReleasedApi(version);
        assertEquals(
                api.words().toString(),
                ApiReader.read(written(api.stub()), ReleasedApi.LIBRARIES).toString());
    }

    /** Each line changes a copy of the API, and says what the gate has to say about it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            plan/Audience | , Kind kind) { | ) { | Audience: 'component Audience.Kind kind' is gone
            plan/Audience | int size, int power | int power, int size | Audience: its components are not the released ones
            Choice | LocalizedText label) {} | LocalizedText label, int n) {} | 'constructor (String, LocalizedText)' is gone
            survey/ReleasedScore | int n, | long n, | ReleasedScore: 'component int n' is gone, and there is 'component long n'
            survey/ResponseScale | public int max() | int max() | ResponseScale: 'method int max()' is gone
            lms/Archive | long size(String name) | int size(String name) | 'method abstract long size(String)' is gone, and there is 'method abstract int size(String)'
            lms/RecordSink | void progress( | void more();\\n void progress( | RecordSink: 'method abstract void more()' is new, and no plugin has it. Make it a default method.
            survey/SurveyInstrument | default List<Signal> signals | default java.util.Collection<Signal> signals | SurveyInstrument: 'method default java.util.List<Signal> signals(
            Finding | WARNING,\\s+HINT | WARNING, HINT, NOTE | 'constant NOTE' is new, and plugins may switch over what there was without a default
            Finding | ERROR,\\s+WARNING | WARNING, ERROR | Finding.Severity: its constants have another order
            plan/Messenger | PEER, |  | Messenger: 'constant PEER' is gone
            plan/Messenger | @MayGrow |  | Messenger: was '@MayGrow enum Messenger' and is 'enum Messenger'
            FormField | @Nullable String preset | String preset | FormField: 'component @Nullable String preset' is gone
            lms/SourceLine | public record | record | org.takeup.plugin.api.lms.SourceLine: is gone
            LocalizedText | public LocalizedText with | LocalizedText with | 'method LocalizedText with(String, String)' is gone
            http/PluginHttp | throws IOException, InterruptedException | throws java.lang.Exception | PluginHttp: 'method abstract HttpAnswer send(HttpCall) throws
            lms/package-info | @NullMarked |  | org.takeup.plugin.api.lms: is not @NullMarked any more
            """)
    void theGateBites(String file, String from, String to, String says) {
        String broken = String.join("\n", ApiGate.broken(now(), changed(file, from, to)));
        assertFalse(broken.isEmpty(), "the gate lets it pass");
        assertTrue(broken.contains(says), broken);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Choice | LocalizedText label) {} | LocalizedText label, int n) {\\n public Choice(String a, LocalizedText b) { this(a, b, 0); }\\n }
            lms/RecordSink | void progress( | default void more() {}\\n void progress(
            plan/Messenger | PEER, | PEER, NEIGHBOUR,
            survey/Item | record FreeText( | record Drawing(String id, LocalizedText text, boolean required) implements Item {}\\n record FreeText(
            survey/Item | boolean required(); | boolean required();\\n default String visibleIf() { return ""; }
            Choice | public record | interface Own {}\\n public record
            PluginApi | "1.4.0" | "1.5.0"
            Choice | LocalizedText label) {} | LocalizedText label) {\\n public String more() { return id; }\\n }
            """)
    void whatIsAddedPasses(String file, String from, String to) {
        assertEquals("", String.join("\n", ApiGate.broken(now(), changed(file, from, to))));
    }

    private static ApiText now() {
        return ReleaseApi.now();
    }

    /** The API with one place in one source changed. @param from a regular expression if it has a backslash */
    private ApiText changed(String file, String from, String to) {
        var sources = sources();
        String name = "org.takeup.plugin.api." + file.replace('/', '.');
        String before = sources.getOrDefault(name, "");
        String pattern = from.contains("\\") ? from : Pattern.quote(from);
        String after = before.replaceFirst(pattern, to == null ? "" : to.replace("\\n", "\n"));
        assertFalse(before.equals(after), "the test changes nothing: " + from);
        sources.put(name, after);
        return ApiReader.read(written(Compiler.compile(sources, ReleasedApi.LIBRARIES)), ReleasedApi.LIBRARIES);
    }

    private static Map<String, String> sources() {
        var sources = new TreeMap<String, String>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name =
                        SOURCES.relativize(file).toString().replace('/', '.').replaceAll("\\.java$", "");
                sources.put(name, Files.readString(file));
            }
            return sources;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path written(Map<String, byte[]> classes) {
        try {
            for (var each : classes.entrySet()) {
                Path file = folder.resolve(each.getKey());
                Files.createDirectories(file.getParent());
                Files.write(file, each.getValue());
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
