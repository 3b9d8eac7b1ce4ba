package org.takeup.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MailCatcherTest {
    private static final String SCRIPT = "<script>alert(1)</script>";

    private MailCatcher catcher;
    private MailPages pages;

    @BeforeEach
    void start() {
        catcher = MailCatcher.start(Clock.systemUTC());
        pages = MailPages.start(catcher, 0);
    }

    @AfterEach
    void stop() {
        pages.close();
        catcher.close();
    }

    @Test
    void everyRecipientsCopyIsListedNewestFirst() throws Exception {
        send("First", "hello", "", "ann@northbank.example", "ben@northbank.example");
        send("Second", "hello again", "", "ann@northbank.example");

        assertEquals(
                List.of("Second", "First", "First"),
                catcher.mails().stream().map(Mail::subject).toList());
        assertEquals(
                3,
                catcher.mails().stream()
                        .map(Mail::number)
                        .collect(Collectors.toSet())
                        .size());
        String list = get("/").body();
        assertTrue(list.indexOf("Second") < list.indexOf("First"));
        assertTrue(list.contains("ben@northbank.example"));
    }

    @Test
    void markupInAMailIsShownAndNeverRun() throws Exception {
        send("Subject " + SCRIPT, "Text " + SCRIPT, "<p>Rich " + SCRIPT + "</p>", "ann@northbank.example");

        for (String path : List.of("/", "/mails/1")) {
            HttpResponse<String> page = get(path);
            assertFalse(page.body().contains("<script"), page.body());
            assertTrue(page.body().contains("&lt;script"), page.body());
            assertTrue(policy(page).contains("default-src 'none'"));
        }
        assertTrue(get("/mails/1").body().contains("<iframe sandbox "));
        assertTrue(policy(get("/mails/1/html")).startsWith("sandbox; default-src 'none'"));
    }

    @Test
    void aLinkInTheTextCanBeClicked() throws Exception {
        send("Link", "Open http://localhost:8080/w/northbank/answer/abc?x=1&y=2.\nBye", "", "ann@northbank.example");

        String page = get("/mails/1").body();
        assertTrue(page.contains("<a href=\"http://localhost:8080/w/northbank/answer/abc?x=1&amp;y=2\">"), page);
    }

    @Test
    void theListIsThereAsJsonToo() throws Exception {
        send("Grüße", "körper", "", "ann@northbank.example");

        HttpResponse<String> list = get("/api/mails");
        assertTrue(list.body().contains("\"subject\":\"Grüße\""), list.body());
        assertTrue(list.body().contains("körper"), list.body());
    }

    @Test
    void aMailThatIsNotThereIsSaidSo() throws Exception {
        assertEquals(404, get("/mails/99").statusCode());
        assertEquals(404, get("/mails/../etc").statusCode());
        assertEquals(404, get("/elsewhere").statusCode());
    }

    private HttpResponse<String> get(String path) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(pages.url().toString().replaceAll("/$", "") + path))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private static String policy(HttpResponse<String> page) {
        return page.headers().firstValue("Content-Security-Policy").orElse("");
    }

    private void send(String subject, String text, String html, String... recipients) throws Exception {
        Properties settings = new Properties();
        settings.put("mail.smtp.host", catcher.uri().getHost());
        settings.put("mail.smtp.port", String.valueOf(catcher.uri().getPort()));
        MimeMessage message = new MimeMessage(Session.getInstance(settings));
        message.setFrom(new InternetAddress("takeup@takeup.example"));
        message.setSubject(subject, "UTF-8");
        for (String recipient : recipients) {
            message.addRecipient(Message.RecipientType.TO, new InternetAddress(recipient));
        }
        MimeMultipart both = new MimeMultipart("alternative");
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(text, "UTF-8");
        both.addBodyPart(plain);
        if (!html.isEmpty()) {
            MimeBodyPart rich = new MimeBodyPart();
            rich.setContent(html, "text/html; charset=UTF-8");
            both.addBodyPart(rich);
        }
        message.setContent(both);
        Transport.send(message);
    }
}
