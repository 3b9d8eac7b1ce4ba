package org.takeup.plugin.survey.maturity;

import org.takeup.plugin.testkit.SurveyInstrumentContract;

class SixStrandsContractIT extends SurveyInstrumentContract {}
