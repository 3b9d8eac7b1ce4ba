/**
 * Files of LimeSurvey ({@code .lss}), in and out. What the two programs have in common is kept, and everything else is said:
 * each thing that is lost, with its question and the reason.
 */
@NullMarked
package org.takeup.questionnaire.lime;

import org.jspecify.annotations.NullMarked;
