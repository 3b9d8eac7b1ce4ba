package released;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.pf4j.Extension;
import org.takeup.plugin.api.Finding;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.http.HttpAnswer;
import org.takeup.plugin.api.http.HttpCall;
import org.takeup.plugin.api.http.HttpRefused;
import org.takeup.plugin.api.lms.Archive;
import org.takeup.plugin.api.lms.ConnectorContext;
import org.takeup.plugin.api.lms.ConnectorProfile;
import org.takeup.plugin.api.lms.LearningRecord;
import org.takeup.plugin.api.lms.LmsConnector;
import org.takeup.plugin.api.lms.RecordSink;
import org.takeup.plugin.api.lms.SourceLine;
import org.takeup.plugin.api.lms.UnreadableSource;

/** A connector of the time of API 1.0: it gives every kind of record, from an upload and over HTTP. */
@Extension
public final class OldConnector implements LmsConnector {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 24);

    @Override
    public ConnectorProfile profile() {
        return new ConnectorProfile(
                "old-connector",
                LocalizedText.english("Old"),
                LocalizedText.english("Reads names"),
                ConnectorProfile.Source.UPLOAD,
                List.of(".zip"));
    }

    /** Says what it was answered: the status and the body, or why the platform did not let it go out. */
    @Override
    public List<Finding> check(ConnectorContext context) {
        String url = context.settings().getOrDefault("url", "https://lms.example.com");
        HttpCall call = HttpCall.post(URI.create(url), "text/plain", "hello".getBytes(StandardCharsets.UTF_8))
                .with("Accept", "text/plain");
        try {
            HttpAnswer answer = context.http().send(call);
            return found(answer.status() + " " + answer.text() + " " + answer.header("Server").orElse("nobody"));
        } catch (HttpRefused e) {
            return found((e.reason() == HttpRefused.Reason.NOT_ALLOWED ? "not allowed " : "refused ") + e.until().isPresent());
        } catch (IOException e) {
            return found("failed");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return found("stopped");
        }
    }

    @Override
    public void read(ConnectorContext context, RecordSink sink) throws UnreadableSource, InterruptedException {
        Archive archive = context.archive().orElseThrow(() -> new UnreadableSource("Nothing was uploaded."));
        List<String> lines = lines(archive);
        sink.accept(new LearningRecord.OrgUnit("u", "Unit", null), new SourceLine("names.txt", 0));
        sink.accept(new LearningRecord.Course("c", "Course"), new SourceLine("names.txt", 0));
        sink.accept(new LearningRecord.Offering("o", "c", "Course", DAY, null), new SourceLine("names.txt", 0));
        for (int line = 1; line <= lines.size(); line++) {
            SourceLine at = new SourceLine("names.txt", line);
            String name = lines.get(line - 1);
            if (name.isBlank()) {
                sink.reject(at, new Finding(Finding.Severity.WARNING, "name", LocalizedText.english("No name.")));
                continue;
            }
            sink.accept(
                    new LearningRecord.Person(
                            name, name, null, List.of("u"), LearningRecord.Person.Role.LEARNER, true),
                    at);
            sink.accept(new LearningRecord.Enrolment(name + "-e", name, "o", DAY, null), at);
            sink.accept(new LearningRecord.Activity(name + "-a", name, "o", DAY), at);
            sink.accept(
                    new LearningRecord.Completion(
                            name + "-c", name, "o", DAY, LearningRecord.Completion.Outcome.PASSED),
                    at);
            sink.progress(line, lines.size());
        }
        sink.accept(new LearningRecord.Removed("gone", LearningRecord.Removed.Kind.PERSON), new SourceLine("", 0));
    }

    private static List<String> lines(Archive archive) throws UnreadableSource {
        if (!archive.names().contains("names.txt") || archive.size("names.txt") == 0) {
            throw new UnreadableSource(LocalizedText.english("names.txt is missing.").with("de", "names.txt fehlt."));
        }
        try (InputStream in = archive.open("names.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UnreadableSource("names.txt is damaged.");
        }
    }

    private static List<Finding> found(String what) {
        return List.of(new Finding(Finding.Severity.HINT, "", LocalizedText.english(what)));
    }
}
