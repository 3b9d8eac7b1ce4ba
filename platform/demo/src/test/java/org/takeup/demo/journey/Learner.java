package org.takeup.demo.journey;

import com.microsoft.playwright.Locator;
import java.util.List;
import org.takeup.demo.Company;

/** Learners with phones whose browsers run no script. */
final class Learner {
    private static final int PAGES = 7;
    private static final int CHOICES = 5;

    private final Company company;
    private final List<String> wrong;
    private int choice = 3;

    Learner(Company company, List<String> wrong) {
        this.company = company;
        this.wrong = wrong;
    }

    /** Follows the link in the mail, answers two pages, comes back another day by the same link, and finishes. */
    void answerLeavingOnceInBetween(String invitation) {
        try (Window phone = Window.phoneWithoutScript()) {
            follow(invitation, phone);
            look(phone, "answer-welcome");
            phone.link("Start").click();
            look(phone, "answer-page");
            answerPage(phone);
            answerPage(phone);
            wrong.addAll(phone.complaints());
        }
        try (Window phone = Window.phoneWithoutScript()) {
            follow(invitation, phone);
            String place = phone.page().locator(".steps").innerText();
            if (!place.contains("3")) {
                wrong.add("the learner comes back to " + place + " instead of page 3");
            }
            for (int pages = 2; pages < PAGES; pages++) {
                answerPage(phone);
            }
            phone.heading("Thank you").waitFor();
            look(phone, "answer-done");
            wrong.addAll(phone.complaints());
        }
    }

    /** Answers in one go; people differ in what they say. */
    void answer(String invitation) {
        try (Window phone = Window.phoneWithoutScript()) {
            follow(invitation, phone);
            phone.link("Start").click();
            for (int pages = 0; pages < PAGES; pages++) {
                answerPage(phone);
            }
            phone.heading("Thank you").waitFor();
            wrong.addAll(phone.complaints());
        }
        choice = (choice + 1) % CHOICES;
    }

    /** From the page of the caught mail, as a person would. */
    private static void follow(String invitation, Window phone) {
        phone.go(invitation);
        phone.page().locator("main a[href*='/answer/']").first().click();
    }

    private void answerPage(Window phone) {
        List<Locator> questions = phone.page().locator("fieldset.question").all();
        for (int i = 0; i < questions.size(); i++) {
            questions
                    .get(i)
                    .locator("input[type=radio]")
                    .nth((choice + i * (choice + 1)) % CHOICES)
                    .check();
        }
        phone.page().locator("main form button[type=submit]").click();
    }

    private void look(Window phone, String name) {
        wrong.addAll(Looks.at(phone, company.alias() + "-" + name));
    }
}
