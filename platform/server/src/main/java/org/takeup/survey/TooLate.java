package org.takeup.survey;

import java.util.List;
import org.takeup.http.Exchange;
import org.takeup.http.Reply;
import org.takeup.language.LocalWords;
import org.takeup.plugin.api.survey.Item;

/** Answers to a page that came after the survey was closed: nothing is saved, and what was written is given back. */
final class TooLate {
    private TooLate() {}

    static Reply reply(Exchange exchange, Waves.Known known, WaveClosed closed) {
        LocalWords words = AnswerWords.in(AnswerPages.language(exchange, known));
        List<String> written = known.snapshot()
                .questionnaire()
                .items()
                .filter(Item.FreeText.class::isInstance)
                .flatMap(item -> exchange.form().text(AnswerForm.PREFIX + item.id()).stream())
                .toList();
        Wave wave = known.wave();
        return Reply.page(
                        "survey/late.jte",
                        closed.title(),
                        new AnswerView.TooLate(
                                words,
                                AnswerPages.language(exchange, known).toLanguageTag(),
                                AnswerPages.title(wave, words),
                                Times.inWords(wave.ends(), wave.fieldwork().zone(), words.locale()),
                                written))
                .withStatus(closed.status());
    }
}
