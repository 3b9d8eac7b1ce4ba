/**
 * Surveys: waves, ballots, answers and results. An instrument plugin declares what is asked and how it is scored; this
 * room asks, keeps, counts and protects. It may use the directory, plugins, the outbox and the take-up that learning data shows, and
 * nobody else's store.
 *
 * <h2>How answers are kept from being joined to people</h2>
 * {@link org.takeup.survey.Confidentiality} says which of three ways a wave has. An anonymous one is kept by {@code
 * survey.privacy} and joins answers to people nowhere; {@code platform/decisions/anonymous-surveys.md} says how. A named one
 * is like a confidential one, but each ballot has its person, before and after. What follows is the confidential way:
 * <ul>
 *   <li>Each wave has a random key, sealed with the tenant's data key. A person's <em>ticket</em> is
 *       HMAC-SHA-256(wave key, person). It is in their link and stored nowhere.
 *   <li>Who is invited is on the <em>roll</em>. Each of them gets a blank <em>ballot</em> whose id is SHA-256 of the
 *       ticket. Roll and ballots share no value, and ballots are written in the order of their ids, which is random. Only
 *       the wave key joins them; that is what saving, resuming and "not yet answered" rest on while the wave is open.
 *   <li>A ballot holds answers, the unit (only if at least {@code smallestGroup} people of it were there when the wave
 *       was opened), the hour of the last change, and the language. No person, no address, no exact time. Nothing of
 *       it, and no ticket, is ever logged.
 *   <li>When a wave has closed, a job <em>separates</em> it: unfinished ballots are thrown away, finished ones get new
 *       random ids in a new order, then both keys are destroyed. From then on not even somebody who kept the mails and a
 *       copy of the store can tell whose ballot is whose.
 *   <li>Results are made after that. While the wave is open, live figures ({@code InterimCounter} counts them, {@code
 *       InterimResults} reads them) show sums of whole groups only and always leave the last ones out: one that counted up
 *       could be watched moving with each answer. What is shown in the end never changes, holds no group below {@code
 *       smallestGroup}, and none that subtraction would give.
 *   <li>Who has answered while a person is known is asked in one place, {@code Unanswered}, for reminders; who was asked on
 *       which day is kept beside it and says nothing about answers. A ballot that was begun by an open link has a random
 *       ticket and belongs to nobody.
 * </ul>
 * What is left: the operator of the store, while the wave is open, with the master key; a backup from that time together
 * with the master key; and what people write about themselves in free text, of which therefore only words are shown that
 * ten people used; single texts only of named waves.
 */
@NullMarked
package org.takeup.survey;

import org.jspecify.annotations.NullMarked;
