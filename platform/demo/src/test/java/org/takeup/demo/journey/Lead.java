package org.takeup.demo.journey;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.net.URI;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.takeup.demo.Company;
import org.takeup.demo.Mail;
import org.takeup.demo.Person;
import org.takeup.demo.SharedDemo;

/** The head of learning of a company at a desk, page by page through the product. Every page that comes up is looked at. */
final class Lead {
    private static final Pattern TIME_ZONE = Pattern.compile("\"timeZone\":\"([^\"]+)\"");

    private final Company company;
    private final Window desk;
    private final List<String> wrong;
    private String wave = "";

    Lead(Company company, Window desk, List<String> wrong) {
        this.company = company;
        this.desk = desk;
        this.wrong = wrong;
    }

    void signIn() {
        desk.signIn(company, company.people().getFirst().username());
        look("home");
    }

    /**
     * Opens a wave for a learner's unit and invites it.
     *
     * @param colleagues how many others of the unit are wanted
     * @return the addresses of their mails in the catcher, the learner's own first
     */
    List<String> openWaveAndInvite(String username, int colleagues) {
        Person learner = company.person(username);
        go("Surveys");
        look("surveys");
        desk.link("New survey").click();
        look("survey-new");
        String title = "A quick look, " + company.title();
        desk.page().locator("input[name=plugin][value=survey-maturity]").check();
        // So that the learner may come back by the link of the mail, on another device.
        desk.page().locator("input[name=privacy][value=confidential]").check();
        field("Title").fill(title);
        field("Who is asked?").selectOption("unit:" + learner.unit());
        desk.button("Open the survey").click();
        wave = desk.page().url();
        look("survey-open");
        desk.button("Invite by mail").click();
        Poll.until(
                "the invitations are there",
                () -> invitations(title).anyMatch(mail -> mail.to().equals(learner.email()))
                        && invitations(title).count() > colleagues);
        return Stream.concat(
                        invitations(title).filter(mail -> mail.to().equals(learner.email())),
                        invitations(title)
                                .filter(mail -> !mail.to().equals(learner.email()))
                                .limit(colleagues))
                .map(mail -> SharedDemo.mailPages() + "mails/" + mail.number())
                .toList();
    }

    private static Stream<Mail> invitations(String title) {
        return SharedDemo.mails().mails().stream()
                .filter(mail -> mail.subject().contains(title) || mail.text().contains(title));
    }

    /** How many people have finished, as the wave's page says. */
    int finishedAnswers() {
        desk.go(wave);
        look("survey-answered");
        return Integer.parseInt(figure("Finished"));
    }

    private String figure(String name) {
        return desk.page()
                .locator("dl.figures > div", new Page.LocatorOptions().setHasText(name))
                .first()
                .locator("dd")
                .innerText();
    }

    /** Closes the wave. @return how many scales its results show with a score and its interval */
    int scalesWithIntervals() {
        desk.go(wave);
        Locator close = desk.button("Close now");
        close.click();
        close.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
        Poll.until("the answers are apart", () -> {
            desk.again();
            return desk.link("See the results").isVisible();
        });
        look("survey-closed");
        desk.link("See the results").click();
        look("results");
        desk.page().locator("figure.chart summary").first().click();
        look("results-table");
        return (int) desk.page().locator("figure.chart tbody tr").all().stream()
                .filter(row -> row.locator("td").allInnerTexts().stream()
                        .anyMatch(cell -> cell.strip().matches("\\d{1,3} to \\d{1,3}")))
                .count();
    }

    void mapStakeholder(String name, String email) {
        go("Stakeholders");
        look("stakeholders");
        desk.page().locator("#new-name").fill(name);
        desk.page().locator("#new-email").fill(email);
        desk.page().locator("#new-size").fill("9");
        desk.page().locator("form[action$='/stakeholders'] button[type=submit]").click();
        desk.page()
                .getByRole(AriaRole.ROWHEADER, new Page.GetByRoleOptions().setName(name))
                .waitFor();
    }

    void draftPlan(String objective) {
        go("Plans");
        look("plans");
        desk.link("New plan").click();
        look("plan-builders");
        desk.page().locator("a[href$='builder=plan-stakeholder']").click();
        look("plan-new");
        desk.page().locator("#objective").fill(objective);
        desk.page().locator("#f-programme").fill("Short courses for the night");
        desk.page().locator("#f-gain").fill("calmer nights");
        desk.button("Draft the plan").click();
        look("plan-draft");
    }

    /** Makes the first step one for today, by mail, to a stakeholder. */
    void editStep(String audience, String subject) {
        desk.page()
                .locator(".steps-of-plan a.button", new Page.LocatorOptions().setHasText("Edit"))
                .first()
                .click();
        look("plan-step");
        desk.page().locator("#audienceId").selectOption(new SelectOption().setLabel(audience));
        desk.page().locator("#channel").selectOption("EMAIL");
        desk.page().locator("#on").fill(today().toString());
        desk.page().locator("#subject").fill(subject);
        desk.button("Save").click();
    }

    /** The day that the company has now, which is another one than ours for some hours. */
    private LocalDate today() {
        String self = "/w/" + company.alias() + "/api/v1/workspace";
        String answer = desk.page()
                .request()
                .get(URI.create(desk.page().url()).resolve(self).toString())
                .text();
        Matcher zone = TIME_ZONE.matcher(answer);
        assertTrue(zone.find(), answer);
        return LocalDate.now(ZoneId.of(zone.group(1)));
    }

    void approveAndSend() {
        desk.button("Send for review").click();
        look("plan-review");
        desk.button("Approve this version").click();
        look("plan-approved");
        // From nine o'clock on the platform sends today's steps by itself, and may have done so already.
        Locator send = desk.button("Send the steps that are due");
        if (send.isVisible()) {
            send.click();
        }
        look("plan-sent");
    }

    /** Waits for the mail, and until nothing more is on its way. */
    long mailsTo(String address) {
        Poll.until("the mail is there", () -> count(address) > 0);
        go("Outbox");
        desk.heading("Outbox").waitFor();
        Poll.until("nothing is on its way", () -> {
            desk.again();
            return figure("Waiting").equals("0") && figure("Being sent").equals("0");
        });
        look("outbox");
        return count(address);
    }

    private static long count(String address) {
        return SharedDemo.mails().mails().stream()
                .filter(mail -> mail.to().equals(address))
                .count();
    }

    /** Imports the sample data with one person renamed. @return how many people the import says it has changed */
    int importLearning() {
        go("Learning data");
        look("learning");
        desk.page().locator("#file").setInputFiles(OneRenamed.in(SharedDemo.learningData(company)));
        desk.button("Import").click();
        look("import-running");
        desk.link("See take-up on the board").waitFor();
        look("import-done");
        int changed = Integer.parseInt(desk.page()
                .locator(
                        "tr",
                        new Page.LocatorOptions()
                                .setHas(desk.page()
                                        .getByRole(AriaRole.ROWHEADER, new Page.GetByRoleOptions().setName("People"))))
                .locator("td")
                .nth(2)
                .innerText());
        desk.link("See take-up on the board").click();
        return changed;
    }

    /** Whether the board shows take-up with a mark for this step, which went out a moment ago. */
    boolean boardMarks(String step) {
        look("board");
        Locator chart = desk.page().locator("figure.chart svg.wide").first();
        String number = desk.page()
                .locator("section[aria-labelledby=done] li", new Page.LocatorOptions().setHasText(step))
                .evaluate("item => [...item.parentNode.children].indexOf(item) + 1")
                .toString();
        return chart.locator("polyline").count() > 0
                && chart.locator("text").allTextContents().stream()
                        .anyMatch(label -> label.equals(number) || label.endsWith("–" + number));
    }

    /** The pages that the loop does not need. */
    void lookAround() {
        go("People");
        look("people");
        go("Plugins");
        look("plugins");
        desk.go(wave + "/preview");
        look("survey-preview");
        desk.open("/w/" + company.alias() + "/hand-over");
        look("to-say");
    }

    void signOut() {
        desk.open("/w/" + company.alias() + "/");
        desk.signOut();
    }

    private Locator field(String label) {
        return desk.page().getByLabel(label).first();
    }

    /** Opens the group of the navigation that has this entry, and goes there. */
    private void go(String entry) {
        Locator link = desk.page()
                .getByRole(
                        AriaRole.LINK,
                        new Page.GetByRoleOptions()
                                .setName(entry)
                                .setExact(true)
                                .setIncludeHidden(true));
        Locator group = desk.page().locator(".bar details").filter(new Locator.FilterOptions().setHas(link));
        group.locator("summary").click();
        group.getByRole(
                        AriaRole.LINK,
                        new Locator.GetByRoleOptions().setName(entry).setExact(true))
                .click();
    }

    private void look(String name) {
        wrong.addAll(Looks.at(desk, company.alias() + "-" + name));
    }
}
