/**
 * The file format of questionnaires: {@code takeup-questionnaire/1}, as YAML or as JSON. A file is read strictly and all
 * that is wrong with it is said at once, each with its line; what is written is read back as the same questionnaire.
 */
@NullMarked
package org.takeup.questionnaire.format;

import org.jspecify.annotations.NullMarked;
