"""Many viewers on one machine: a load of Streamlit sessions on loopback, and what it shows."""
