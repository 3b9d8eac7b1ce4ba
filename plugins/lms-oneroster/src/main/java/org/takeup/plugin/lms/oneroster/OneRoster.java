package org.takeup.plugin.lms.oneroster;

import java.util.List;
import java.util.Map;
import org.pf4j.Extension;
import org.takeup.plugin.api.Finding;
import org.takeup.plugin.api.lms.Archive;
import org.takeup.plugin.api.lms.ConnectorContext;
import org.takeup.plugin.api.lms.ConnectorProfile;
import org.takeup.plugin.api.lms.LmsConnector;
import org.takeup.plugin.api.lms.RecordSink;
import org.takeup.plugin.api.lms.UnreadableSource;

/**
 * Reads OneRoster CSV archives of version 1.1 and 1.2.
 *
 * <p>A reference is checked here if the file that it points to is in the archive and complete (not {@code delta}); all
 * others are left to the platform. {@code tobedeleted} becomes a removal. Settings: {@code completionCategory}, the
 * title of the category whose results end a class.
 */
@Extension
public final class OneRoster implements LmsConnector {
    private static final String COMPLETION_CATEGORY = "completionCategory";
    private static final String DEFAULT_COMPLETION_CATEGORY = "Result";

    @Override
    public ConnectorProfile profile() {
        return new ConnectorProfile(
                "oneroster-csv",
                Words.text("name"),
                Words.text("description"),
                ConnectorProfile.Source.UPLOAD,
                List.of(".zip"));
    }

    @Override
    public List<Finding> check(ConnectorContext context) {
        try {
            return Export.open(archive(context)).findings();
        } catch (UnreadableSource e) {
            return List.of(new Finding(Finding.Severity.ERROR, "", e.text()));
        }
    }

    @Override
    public void read(ConnectorContext context, RecordSink sink) throws UnreadableSource, InterruptedException {
        Export export = Export.open(archive(context));
        for (Finding finding : export.findings()) {
            if (finding.severity() == Finding.Severity.ERROR) {
                throw new UnreadableSource(finding.message());
            }
        }
        Reading reading = new Reading(export, sink);
        KnownIds orgs = OrgReader.read(reading, sink);
        KnownIds users = PersonReader.read(reading, sink, orgs);
        KnownIds classes = TeachingReader.read(reading, users);
        ResultReader.read(reading, completionCategory(context.settings()), users, classes);
    }

    private static Archive archive(ConnectorContext context) throws UnreadableSource {
        return context.archive().orElseThrow(() -> new UnreadableSource(Words.text("no-upload")));
    }

    private static String completionCategory(Map<String, String> settings) {
        String set = settings.getOrDefault(COMPLETION_CATEGORY, "").strip();
        return set.isEmpty() ? DEFAULT_COMPLETION_CATEGORY : set;
    }
}
