package org.takeup.delivery;

import io.vertx.core.Vertx;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The mailbox that mails come back to: {@code imaps://user:password@host[:port][/folder]}, {@code pop3s://...}, or both
 * without the s, which then ask for STARTTLS unless {@code ?starttls=disabled} says otherwise. What was read is deleted.
 * Several nodes may read it: what is taken twice changes nothing the second time.
 */
final class ReturnBox {
    private static final Logger LOG = LoggerFactory.getLogger(ReturnBox.class);
    private static final Duration LOOK = Duration.ofMinutes(1);
    private static final String MILLIS = "30000";
    private static final int MOST_AT_A_LOOK = 200;
    /** A report carries the mail at its end; what stands before it is small. */
    private static final int MOST_BYTES = 512 * 1024;

    private static final Set<String> SCHEMES = Set.of("imap", "imaps", "pop3", "pop3s");

    private final URI mailbox;
    private final ReturnedMail returned;
    private final Session session;
    /** The first message to read, counted as the mailbox does. */
    private final AtomicInteger first = new AtomicInteger(1);

    /** @throws IllegalArgumentException saying what does not fit; the message holds no password */
    ReturnBox(URI mailbox, ReturnedMail returned) {
        check(mailbox);
        this.mailbox = mailbox;
        this.returned = returned;
        this.session = Session.getInstance(properties(mailbox));
    }

    /** @throws IllegalArgumentException saying how to write it; the message holds no password */
    static void check(URI mailbox) {
        String scheme = String.valueOf(mailbox.getScheme()).toLowerCase(Locale.ROOT);
        String user = mailbox.getRawUserInfo();
        if (!SCHEMES.contains(scheme) || mailbox.getHost() == null || user == null || user.indexOf(':') < 1) {
            throw new IllegalArgumentException(
                    "A mailbox is written like imaps://user:password@host/INBOX or pop3s://user:password@host");
        }
        String query = mailbox.getRawQuery();
        if (query != null && !query.equals("starttls=disabled")) {
            throw new IllegalArgumentException("After a mailbox only ?starttls=disabled is known");
        }
    }

    private static Properties properties(URI mailbox) {
        String scheme = scheme(mailbox);
        var properties = new Properties();
        properties.setProperty("mail.store.protocol", scheme);
        for (String each : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
            properties.setProperty("mail." + scheme + "." + each, MILLIS);
        }
        boolean tls = mailbox.getRawQuery() == null;
        properties.setProperty("mail." + scheme + ".starttls.enable", String.valueOf(tls));
        properties.setProperty("mail." + scheme + ".starttls.required", String.valueOf(tls && !scheme.endsWith("s")));
        properties.setProperty("mail." + scheme + ".ssl.checkserveridentity", "true");
        return properties;
    }

    private static String scheme(URI mailbox) {
        return mailbox.getScheme().toLowerCase(Locale.ROOT);
    }

    /** Looks into it again and again, as long as Vert.x runs. */
    void start(Vertx vertx) {
        var busy = new AtomicBoolean();
        vertx.setPeriodic(LOOK.toMillis(), ignored -> {
            if (busy.compareAndSet(false, true)) {
                Thread.ofVirtual().name("returned-mail").start(() -> {
                    try {
                        look();
                    } catch (MessagingException | RuntimeException e) {
                        LOG.warn(
                                "The mailbox of returned mail cannot be read: {}",
                                e.getClass().getSimpleName());
                    } finally {
                        busy.set(false);
                    }
                });
            }
        });
    }

    /** Reads and deletes what is there, a bounded number. @return what became of it */
    Map<ReturnedMail.Taken, Integer> look() throws MessagingException {
        var taken = new EnumMap<ReturnedMail.Taken, Integer>(ReturnedMail.Taken.class);
        String user = mailbox.getRawUserInfo();
        int colon = user.indexOf(':');
        try (Store store = session.getStore(scheme(mailbox))) {
            store.connect(
                    mailbox.getHost(),
                    mailbox.getPort(),
                    decode(user.substring(0, colon)),
                    decode(user.substring(colon + 1)));
            String path = mailbox.getPath() == null ? "" : mailbox.getPath().replaceFirst("^/", "");
            Folder folder = store.getFolder(path.isEmpty() || scheme(mailbox).startsWith("pop3") ? "INBOX" : path);
            folder.open(Folder.READ_WRITE);
            int most = Math.min(folder.getMessageCount(), MOST_AT_A_LOOK);
            for (int number = first.getAndSet(1); number <= most; number++) {
                // Should the server stumble over this one, the next look begins behind it.
                first.set(number + 1);
                Message message = folder.getMessage(number);
                taken.merge(take(message), 1, Integer::sum);
                message.setFlag(Flags.Flag.DELETED, true);
            }
            first.set(1);
            folder.close(true);
        }
        if (!taken.isEmpty()) {
            LOG.info("Returned mail: {}", taken);
        }
        return taken;
    }

    private ReturnedMail.Taken take(Message message) throws MessagingException {
        var start = new Start();
        try {
            message.writeTo(start);
        } catch (Enough e) {
            // The rest is the mail itself.
        } catch (IOException e) {
            if (!(e.getCause() instanceof Enough) && start.bytes.size() < MOST_BYTES) {
                throw new MessagingException("A message broke off", e);
            }
        }
        return returned.take(new MimeMessage(session, new ByteArrayInputStream(start.bytes.toByteArray())));
    }

    /** So much was read as counts. */
    private static final class Enough extends IOException {
        private static final long serialVersionUID = 1;
    }

    /** Keeps the first bytes. */
    private static final class Start extends OutputStream {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
            int kept = Math.min(length, MOST_BYTES - bytes.size());
            bytes.write(buffer, offset, kept);
            if (kept < length) {
                throw new Enough();
            }
        }
    }

    private static String decode(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
