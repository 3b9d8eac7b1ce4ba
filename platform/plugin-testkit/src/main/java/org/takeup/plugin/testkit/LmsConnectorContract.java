package org.takeup.plugin.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.takeup.plugin.api.Finding;
import org.takeup.plugin.api.lms.Archive;
import org.takeup.plugin.api.lms.ConnectorContext;
import org.takeup.plugin.api.lms.ConnectorProfile;
import org.takeup.plugin.api.lms.LearningRecord;
import org.takeup.plugin.api.lms.LmsConnector;
import org.takeup.plugin.api.lms.UnreadableSource;

/**
 * What a packed connector that reads uploads has to keep to. Use it with a small upload of your format, so that the kit
 * can break it in many ways:
 *
 * <pre>{@code
 * class MyConnectorContractIT extends LmsConnectorContract {
 *     @Override protected MemoryArchive sample() { return MemoryArchive.empty().with("people.csv", "id,name", "1,Ann"); }
 * }
 * }</pre>
 */
public abstract class LmsConnectorContract extends ConnectorContract {
    private static final int LONGEST_ID = 255;
    private static final int BROKEN_ARCHIVES_A_FILE = 20;

    protected LmsConnectorContract() {
        this(PackedPlugin.find());
    }

    /** For another package than the one that the build has made. */
    protected LmsConnectorContract(PackedPlugin plugin) {
        super(plugin);
    }

    /** A good upload that gives at least one record. */
    protected abstract MemoryArchive sample();

    @Override
    void checkProfile(ConnectorProfile profile, Rules rules) {
        rules.require(
                (profile.source() == ConnectorProfile.Source.UPLOAD)
                        != profile.uploadTypes().isEmpty(),
                "upload types are named by a connector that reads uploads, and by no other");
    }

    @Override
    ConnectorContext context(Map<String, String> settings) {
        return new ConnectorContext(settings, Optional.of(sample()));
    }

    @Test
    public void aGoodUploadIsReadTheSameEachTime() throws Exception {
        for (LmsConnector connector : extensions()) {
            assertEquals(List.of(), errors(connector.check(context(sample()))));
            RecordedSink first = read(connector, sample());
            RecordedSink second = read(connector, sample());
            assertFalse(first.records().isEmpty(), "the sample gives no record");
            assertEquals(first.records(), second.records());
            assertEquals(first.rejections(), second.rejections());
            assertEquals(first.progress().stream().sorted().toList(), first.progress(), "progress went backwards");
            checkRecords(first);
        }
    }

    @Test
    public void noUploadAndAnUploadOfSomethingElseAreRefusedInPlainWords() {
        for (LmsConnector connector : extensions()) {
            refuses(connector, new ConnectorContext(handedOver(), Optional.empty()));
            refuses(connector, context(MemoryArchive.empty()));
            refuses(connector, context(MemoryArchive.empty().withBytes("cat.png", noise(7, 5000))));
        }
    }

    @Test
    public void aBrokenFileIsReportedAndNeverThrowsAnythingElse() throws Exception {
        for (LmsConnector connector : extensions()) {
            for (String name : sample().names().stream().sorted().toList()) {
                for (MemoryArchive broken : brokenAt(name)) {
                    survives(connector, broken, name);
                }
                survives(connector, new CutOff(sample(), name), name);
            }
        }
    }

    @Test
    public void textsThatOtherSystemsSendByMistakeAreEndured() throws Exception {
        for (LmsConnector connector : extensions()) {
            for (String name : sample().names().stream().sorted().toList()) {
                String good = new String(sample().open(name).readAllBytes(), StandardCharsets.UTF_8);
                for (String text : Hostile.TEXTS) {
                    survives(connector, sample().with(name, good + text), name);
                    survives(connector, sample().with(name, good.replace(",", "," + text)), name);
                }
                survives(connector, sample().withBytes(name, good.getBytes(StandardCharsets.UTF_16)), name);
                survives(connector, sample().with(name, good + "\r\n".repeat(10_000)), name);
            }
            for (String text : Hostile.TEXTS) {
                survives(connector, sample().with(text, "a,b"), "a file of an odd name");
            }
        }
    }

    @Override
    Object results(LmsConnector connector) throws Exception {
        RecordedSink sink = read(connector, sample());
        return List.of(connector.profile(), connector.check(context(sample())), sink.records(), sink.rejections());
    }

    private List<MemoryArchive> brokenAt(String name) throws IOException {
        byte[] good = sample().open(name).readAllBytes();
        List<MemoryArchive> broken = new ArrayList<>();
        broken.add(sample().without(name));
        broken.add(sample().withBytes(name, new byte[0]));
        broken.add(sample().withBytes(name, noise(11, 10_000)));
        broken.add(sample().with(name, "no,such,header", "1,2,3"));
        broken.add(sample().withBytes(name, Arrays.copyOf(good, good.length / 2)));
        Random random = new Random(good.length);
        for (int i = 0; i < BROKEN_ARCHIVES_A_FILE && good.length > 0; i++) {
            byte[] spoilt = good.clone();
            spoilt[random.nextInt(good.length)] = (byte) (random.nextBoolean() ? 0xFF : '"');
            broken.add(sample().withBytes(name, spoilt));
        }
        return broken;
    }

    /** Any outcome is right but an undeclared exception or a report that says nothing. */
    private void survives(LmsConnector connector, Archive archive, String spoilt) throws InterruptedException {
        Rules rules = new Rules();
        RecordedSink sink = new RecordedSink();
        connector.check(context(archive)).forEach(finding -> rules.quoting("check of " + spoilt, finding.message()));
        try {
            connector.read(context(archive), sink);
        } catch (UnreadableSource e) {
            rules.quoting("refusal of " + spoilt, e.text());
        }
        sink.rejections()
                .forEach(rejection -> rules.quoting(
                        "report at " + rejection.at(), rejection.why().message()));
        checkRecords(sink);
        assertKept(rules);
    }

    private static void refuses(LmsConnector connector, ConnectorContext context) {
        assertFalse(errors(connector.check(context)).isEmpty(), "check finds nothing wrong");
        RecordedSink sink = new RecordedSink();
        UnreadableSource refusal = assertThrows(UnreadableSource.class, () -> connector.read(context, sink));
        assertTrue(refusal.text().in(Locale.ENGLISH).length() > 20, "a refusal says what to do");
        assertEquals(List.of(), sink.records());
    }

    private static void checkRecords(RecordedSink sink) {
        Rules rules = new Rules();
        for (LearningRecord record : sink.records()) {
            String id = record.sourceId();
            rules.require(!id.isBlank() && id.length() <= LONGEST_ID, "id of " + record + ": 1 to 255 characters");
            if (record instanceof LearningRecord.Person person && person.email() instanceof String email) {
                rules.require(email.equals(email.toLowerCase(Locale.ROOT)), "address of " + id + " in lower case");
            }
        }
        assertKept(rules);
    }

    private RecordedSink read(LmsConnector connector, Archive archive) throws UnreadableSource, InterruptedException {
        RecordedSink sink = new RecordedSink();
        connector.read(context(archive), sink);
        return sink;
    }

    private ConnectorContext context(Archive archive) {
        return new ConnectorContext(handedOver(), Optional.of(archive));
    }

    private static List<Finding> errors(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                .toList();
    }

    private static byte[] noise(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /** An archive that breaks off in the middle of one file, as a damaged zip or a reached limit does. */
    private record CutOff(MemoryArchive whole, String name) implements Archive {
        @Override
        public Set<String> names() {
            return whole.names();
        }

        @Override
        public InputStream open(String file) throws IOException {
            InputStream in = whole.open(file);
            return file.equals(name) ? new BreaksOff(in, whole.size(file) / 2) : in;
        }

        @Override
        public long size(String file) {
            return whole.size(file);
        }
    }

    private static final class BreaksOff extends InputStream {
        private final InputStream in;
        private long left;

        BreaksOff(InputStream in, long left) {
            this.in = in;
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            if (left-- <= 0) {
                throw new IOException("The archive is damaged");
            }
            return in.read();
        }
    }
}
