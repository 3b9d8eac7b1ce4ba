package org.takeup.demo.journey;

import com.microsoft.playwright.options.SelectOption;
import java.time.LocalDate;
import org.takeup.demo.Company;

/** A priority, a programme that serves it, and its pilot, each made as a planner makes it when somebody first looks for it. */
final class CaseMade {
    private static final String HOME = "/w/" + Company.NORTHBANK.alias();
    private static final String PRIORITY = "Fewer complaints about waiting";
    private static final String PROGRAMME = "Plain letters";
    private static final String PILOT = "Plain letters, first half";

    private CaseMade() {}

    static String priority(Window lead) {
        if (missing(lead, "/business-case", PRIORITY)) {
            lead.open(HOME + "/priorities/new");
            lead.page().locator("#name").fill(PRIORITY);
            lead.page().locator("#owner").fill("Director of services");
            lead.page().locator("#deadline").fill(LocalDate.now().plusMonths(6).toString());
            save(lead);
        }
        return behind(lead, "/business-case", PRIORITY);
    }

    static String programme(Window lead) {
        var _ = priority(lead);
        if (missing(lead, "/business-case", PROGRAMME)) {
            lead.open(HOME + "/programmes/new");
            lead.page().locator("#name").fill(PROGRAMME);
            lead.page().locator("#need").fill("One letter in three is asked about by phone.");
            lead.page().locator("#priority").selectOption(new SelectOption().setLabel(PRIORITY));
            lead.page().locator("#until").fill(LocalDate.now().plusMonths(2).toString());
            lead.page().locator("#measure-0").selectOption("protected-time");
            lead.page().locator("#indicator").fill("Calls about letters");
            lead.page().locator("#unit").fill("calls a week");
            lead.page().locator("#baseline").fill("120");
            lead.page().locator("#target").fill("60");
            lead.page().locator("#effectLow").fill("-40");
            lead.page().locator("#effectLikely").fill("-20");
            lead.page().locator("#effectHigh").fill("0");
            lead.page().locator("#gainLikely").fill("20000");
            save(lead);
        }
        return behind(lead, "/business-case", PROGRAMME);
    }

    static String pilot(Window lead) {
        if (missing(lead, "/pilots", PILOT)) {
            lead.open(HOME + "/pilots/new");
            lead.page().locator("#name").fill(PILOT);
            save(lead);
        }
        return behind(lead, "/pilots", PILOT);
    }

    private static boolean missing(Window lead, String page, String link) {
        lead.open(HOME + page);
        return lead.page().getByText(link).count() == 0;
    }

    private static void save(Window lead) {
        lead.button("Save").click();
        lead.page().waitForLoadState();
    }

    private static String behind(Window lead, String page, String link) {
        lead.open(HOME + page);
        lead.link(link).first().click();
        lead.page().waitForLoadState();
        return lead.page().url();
    }
}
