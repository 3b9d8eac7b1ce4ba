package org.takeup.plugin.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.takeup.plugin.api.Finding;
import org.takeup.plugin.api.LocalizedText;
import org.takeup.plugin.api.http.HttpAnswer;
import org.takeup.plugin.api.http.HttpCall;
import org.takeup.plugin.api.http.PluginHttp;
import org.takeup.plugin.api.lms.ConnectorContext;
import org.takeup.plugin.api.lms.ConnectorProfile;
import org.takeup.plugin.api.lms.LearningRecord;
import org.takeup.plugin.api.lms.LmsConnector;
import org.takeup.plugin.api.lms.RecordSink;
import org.takeup.plugin.api.lms.SourceLine;
import org.takeup.plugin.api.lms.UnreadableSource;

class PeerTrialsTest {
    private static final ScriptedPeer TWO_PAGES =
            ScriptedPeer.empty().with("/courses?page=1", "c1 c2 more.").with("/courses?page=2", "c3 end.");

    @Test
    void aConnectorThatReadsAllOrSaysThatItDidNotPasses() throws InterruptedException {
        PeerTrials trials = new PeerTrials(new Careful(), TWO_PAGES, Map.of());
        assertEquals(List.of(), trials.broken());
        assertEquals(Set.of("lms.example.com"), trials.hosts());
    }

    @Test
    void aConnectorThatTakesTroubleForTheEndIsFound() throws InterruptedException {
        List<String> broken = new PeerTrials(new TakesTroubleForTheEnd(), TWO_PAGES, Map.of()).broken();
        assertTrue(
                broken.contains("SERVER_ERROR at call 1: reading ended as if all was read, with 2 of 3 records"),
                broken.toString());
    }

    @Test
    void aConnectorThatNeverGivesUpIsFound() throws InterruptedException {
        List<String> broken = new PeerTrials(new NeverGivesUp(), TWO_PAGES, Map.of()).broken();
        assertTrue(
                broken.stream().anyMatch(one -> one.startsWith("CUT from call 0 on: goes on calling")),
                broken.toString());
    }

    @Test
    void aConnectorThatShowsItsSecretIsFound() throws InterruptedException {
        var settings = Map.of("key", HttpConnectorContract.SECRET);
        List<String> broken = new PeerTrials(new ShowsItsKey(), TWO_PAGES, settings).broken();
        assertTrue(broken.contains("CUT at call 0: shows a secret"), broken.toString());
    }

    /** Reads pages of words until one says that it is the last. */
    private static class Careful implements LmsConnector {
        @Override
        public ConnectorProfile profile() {
            LocalizedText name = LocalizedText.english("Courses");
            return new ConnectorProfile("courses", name, name, ConnectorProfile.Source.HTTP, List.of());
        }

        @Override
        public List<Finding> check(ConnectorContext context) {
            return List.of();
        }

        @Override
        public void read(ConnectorContext context, RecordSink sink) throws UnreadableSource, InterruptedException {
            for (int page = 1; ; page++) {
                String text = page(context, page);
                for (String word : text.split(" ")) {
                    if (word.startsWith("c")) {
                        sink.accept(new LearningRecord.Course(word, word), new SourceLine("courses", page));
                    }
                }
                if (text.endsWith("end.")) {
                    return;
                }
            }
        }

        String page(ConnectorContext context, int page) throws UnreadableSource, InterruptedException {
            try {
                HttpAnswer answer = get(context.http(), page);
                if (answer.status() == 200 && answer.text().matches("(c[0-9] )+(more|end)\\.")) {
                    return answer.text();
                }
                throw new UnreadableSource("The learning system answers " + answer.status() + ". Try again later.");
            } catch (IOException e) {
                throw new UnreadableSource("The learning system cannot be read: " + e.getMessage());
            }
        }

        static HttpAnswer get(PluginHttp http, int page) throws IOException, InterruptedException {
            return http.send(HttpCall.get(URI.create("https://lms.example.com/courses?page=" + page)));
        }
    }

    private static final class TakesTroubleForTheEnd extends Careful {
        @Override
        String page(ConnectorContext context, int page) throws InterruptedException {
            try {
                return super.page(context, page);
            } catch (UnreadableSource e) {
                return "end.";
            }
        }
    }

    private static final class NeverGivesUp extends Careful {
        @Override
        String page(ConnectorContext context, int page) throws UnreadableSource, InterruptedException {
            for (int tries = 0; tries < 2 * ScriptedPeer.MOST_CALLS; tries++) {
                try {
                    return super.page(context, page);
                } catch (UnreadableSource e) {
                    // Once more.
                }
            }
            throw new UnreadableSource("The learning system cannot be read.");
        }
    }

    private static final class ShowsItsKey extends Careful {
        @Override
        String page(ConnectorContext context, int page) throws UnreadableSource, InterruptedException {
            try {
                return super.page(context, page);
            } catch (UnreadableSource e) {
                throw new UnreadableSource(
                        "Not with the key " + context.settings().get("key"));
            }
        }
    }
}
