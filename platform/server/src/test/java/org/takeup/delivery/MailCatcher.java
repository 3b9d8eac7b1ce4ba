package org.takeup.delivery;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.URI;
import java.util.List;
import org.takeup.app.FreePort;

/** A real SMTP server on a free loopback port that keeps what it is sent. Can be stopped and started again on its port. */
public final class MailCatcher implements AutoCloseable {
    private final int port;
    private GreenMail server;

    private MailCatcher(int port) {
        this.port = port;
        this.server = server();
    }

    /** A running one. */
    public static MailCatcher start() {
        var catcher = new MailCatcher(FreePort.next());
        catcher.up();
        return catcher;
    }

    /** One that does not answer until {@link #up}. */
    public static MailCatcher notYetStarted() {
        return new MailCatcher(FreePort.next());
    }

    private GreenMail server() {
        var setup = new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        setup.setServerStartupTimeout(10_000);
        return new GreenMail(setup);
    }

    public void up() {
        server = server();
        server.start();
    }

    /** What TAKEUP_SMTP_URI is set to. */
    public URI uri() {
        return URI.create("smtp://127.0.0.1:" + port);
    }

    /** Everything that arrived so far, one for each recipient. */
    public List<MimeMessage> mails() {
        return List.of(server.getReceivedMessages());
    }

    /** The first value of a header, as it came over the wire. */
    public static String header(MimeMessage mail, String name) {
        try {
            String[] values = mail.getHeader(name);
            return values == null ? "" : values[0];
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The form for mail programs that show HTML; empty if there is none. */
    public static String html(MimeMessage mail) {
        try {
            if (mail.getContent() instanceof MimeMultipart parts) {
                for (int i = 0; i < parts.getCount(); i++) {
                    if (parts.getBodyPart(i).isMimeType("text/html")) {
                        return String.valueOf(parts.getBodyPart(i).getContent());
                    }
                }
            }
            return "";
        } catch (MessagingException | java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The decoded plain text; of a mail in several forms, its first one. */
    public static String text(MimeMessage mail) {
        try {
            Object content = mail.getContent();
            while (content instanceof MimeMultipart parts) {
                content = parts.getBodyPart(0).getContent();
            }
            return content.toString().replace("\r\n", "\n");
        } catch (MessagingException | java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
