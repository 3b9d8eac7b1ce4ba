package org.takeup.question;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.takeup.delivery.Address;
import org.takeup.delivery.Mail;
import org.takeup.delivery.MailComposer.NotNeeded;
import org.takeup.delivery.MailToSend;
import org.takeup.delivery.Outbox;
import org.takeup.people.People;
import org.takeup.people.Person;
import org.takeup.tenant.Workspace;

/**
 * Tells everybody who waits for a question what was answered and what was done, by the way that they prefer: in their inbox or by
 * mail. Outbox and inbox know each message by question, number of the answer and person, so nobody gets one answer twice, however
 * often this is called.
 */
final class QuestionMails {
    private static final String ANSWER = "question-reply";
    private static final String DONE = "question-done";
    private static final int LONGEST_SUBJECT = 60;

    private final Outbox outbox;
    private final People people;
    private final Inboxes inboxes;
    private final URI publicUrl;

    QuestionMails(Outbox outbox, People people, Inboxes inboxes, URI publicUrl) {
        this.inboxes = inboxes;
        this.outbox = outbox;
        this.people = people;
        this.publicUrl = publicUrl;
        outbox.register(ANSWER, this::answer);
        outbox.register(DONE, this::done);
    }

    /** Whatever this version of the question has to tell. */
    void tell(Workspace workspace, Question question) {
        question.answer()
                .ifPresent(answer -> send(
                        workspace,
                        ANSWER,
                        question.id(),
                        answer.number(),
                        write(workspace, question, "answer", answer.text())));
        question.done()
                .ifPresent(done -> send(
                        workspace,
                        DONE,
                        question.id(),
                        done.number(),
                        write(workspace, question, "done", done.text())));
    }

    private void send(Workspace workspace, String kind, String question, int number, Mail words) {
        new AskerStore(workspace).each(question, batch -> {
            var mails = new ArrayList<MailToSend>();
            List<Person> waiting =
                    people.active(workspace, batch.stream().map(Asker::person).toList());
            Set<String> inInbox = inboxes.preferred(
                    workspace, waiting.stream().map(Person::id).toList());
            for (Person person : waiting) {
                String key = String.join(":", kind, question, String.valueOf(number), person.id());
                if (inInbox.contains(person.id()) || !Address.isPlain(person.email())) {
                    inboxes.put(
                            workspace,
                            new Inboxes.Note(key, person.id(), words.subject(), words.text(), "/my-questions"));
                } else {
                    mails.add(new MailToSend(key, person.id(), person.email(), kind, question + ":" + number));
                }
            }
            outbox.addAll(workspace, mails);
        });
    }

    private static Question wanted(Workspace workspace, MailToSend mail) {
        String id = mail.reference().substring(0, mail.reference().indexOf(':'));
        return new QuestionStore(workspace)
                .find(id)
                .orElseThrow(() -> new NotNeeded("The question is not there any more."));
    }

    private static boolean isNumber(MailToSend mail, int number) {
        return mail.reference().endsWith(":" + number);
    }

    private Mail answer(Workspace workspace, MailToSend mail) {
        Question question = wanted(workspace, mail);
        Question.Answer answer = question.answer()
                .filter(each -> isNumber(mail, each.number()))
                .orElseThrow(() -> new NotNeeded("There is a newer answer."));
        return write(workspace, question, "answer", answer.text());
    }

    private Mail done(Workspace workspace, MailToSend mail) {
        Question question = wanted(workspace, mail);
        Question.Done done = question.done()
                .filter(each -> isNumber(mail, each.number()))
                .orElseThrow(() -> new NotNeeded("There is a newer note."));
        return write(workspace, question, "done", done.text());
    }

    private Mail write(Workspace workspace, Question question, String form, String said) {
        var words = Questions.WORDS.in(question.language());
        String home = publicUrl + "/w/" + workspace.tenant().slug();
        Map<String, Object> places = Map.of(
                "question",
                question.text(),
                "said",
                said,
                "organisation",
                workspace.tenant().name(),
                "short",
                inOneLine(question.text()),
                "mine",
                home + "/my-questions",
                "ask",
                home + "/ask?from=mail-" + form);
        return new Mail(words.say("mail." + form + ".subject", places), words.say("mail." + form + ".text", places));
    }

    private static String inOneLine(String text) {
        String line = text.replaceAll("[\\s\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
        if (line.codePointCount(0, line.length()) <= LONGEST_SUBJECT) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, LONGEST_SUBJECT - 1))
                        .strip() + "…";
    }
}
