"""Tables with their sources; read by the steps that own them."""
