"""The Streamlit pages: each takes a catalogue and a date, asks the core, draws the answer."""
