package @package@;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.pf4j.Extension;
import org.takeup.plugin.api.Finding;
import org.takeup.plugin.api.Texts;
import org.takeup.plugin.api.lms.Archive;
import org.takeup.plugin.api.lms.ConnectorContext;
import org.takeup.plugin.api.lms.ConnectorProfile;
import org.takeup.plugin.api.lms.LearningRecord.Person;
import org.takeup.plugin.api.lms.LmsConnector;
import org.takeup.plugin.api.lms.RecordSink;
import org.takeup.plugin.api.lms.SourceLine;
import org.takeup.plugin.api.lms.UnreadableSource;

/** Reads people from an uploaded zip with one file, {@code people.csv}: id,name,email. */
@Extension
public final class @class@ implements LmsConnector {
    private static final Texts TEXTS = Texts.beside(@class@.class, "texts", "en", "de");
    private static final String FILE = "people.csv";
    private static final String HEADER = "id,name,email";

    @Override
    public ConnectorProfile profile() {
        return new ConnectorProfile(
                "@id@",
                TEXTS.text("name"),
                TEXTS.text("description"),
                ConnectorProfile.Source.UPLOAD,
                List.of(".zip"));
    }

    @Override
    public List<Finding> check(ConnectorContext context) {
        try {
            lines(context);
            return List.of();
        } catch (UnreadableSource e) {
            return List.of(new Finding(Finding.Severity.ERROR, "", e.text()));
        }
    }

    @Override
    public void read(ConnectorContext context, RecordSink sink) throws UnreadableSource, InterruptedException {
        List<String> lines = lines(context);
        Set<String> ids = new HashSet<>();
        for (int line = 2; line <= lines.size(); line++) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            readPerson(lines.get(line - 1), new SourceLine(FILE, line), ids, sink);
            sink.progress(line, lines.size());
        }
    }

    private static void readPerson(String line, SourceLine at, Set<String> ids, RecordSink sink)
            throws InterruptedException {
        String[] cells = line.split(",", -1);
        if (cells.length != 3 || cells[0].isBlank() || cells[0].length() > 255 || cells[1].isBlank()) {
            sink.reject(at, new Finding(Finding.Severity.ERROR, "", TEXTS.text("bad-line")));
        } else if (!ids.add(cells[0])) {
            sink.reject(at, new Finding(Finding.Severity.ERROR, "id", TEXTS.text("twice")));
        } else {
            String email = cells[2].isBlank() ? null : cells[2].strip().toLowerCase(Locale.ROOT);
            sink.accept(new Person(cells[0], cells[1], email, List.of(), Person.Role.LEARNER, true), at);
        }
    }

    /** All lines, the header first. A connector for large files reads them one by one instead. */
    private static List<String> lines(ConnectorContext context) throws UnreadableSource {
        Archive archive = context.archive().orElseThrow(() -> new UnreadableSource(TEXTS.text("no-upload")));
        if (!archive.names().contains(FILE)) {
            throw new UnreadableSource(TEXTS.text("no-file"));
        }
        try (InputStream in = archive.open(FILE)) {
            List<String> lines =
                    new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
            if (lines.isEmpty() || !lines.getFirst().equals(HEADER)) {
                throw new UnreadableSource(TEXTS.text("no-header"));
            }
            return lines;
        } catch (IOException e) {
            throw new UnreadableSource(TEXTS.text("broken"));
        }
    }
}
