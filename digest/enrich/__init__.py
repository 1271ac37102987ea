"""Facts to judgements: companies named, sentiment, figures."""
